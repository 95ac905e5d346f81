'use strict';
// The table of scores: sorts by the buttons in its head, filters by the form above it, and keeps its view in the address, so that a link shows it again.
(() => {
  const table = document.getElementById('score-table');
  const form = document.getElementById('score-filter');
  const count = document.getElementById('score-count');
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const view = { sort: '', down: false };

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b, 'en'));

  const sort = () => {
    const column = heads.findIndex(head => head.dataset.name === view.sort);
    heads.forEach((head, i) => head.setAttribute('aria-sort', i === column ? (view.down ? 'descending' : 'ascending') : 'none'));
    // Sorting is stable: rows of equal value keep the order in which they were written.
    const sorted = column < 0 ? rows : rows.slice().sort((a, b) => (view.down ? -1 : 1) * compare(value(a, column), value(b, column)));
    body.append(...sorted);
  };

  const filter = () => {
    const text = form.elements.text.value.trim().toLowerCase();
    const chosen = ['method', 'metric'].map(name => [name, form.elements[name].value]);
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(text) || chosen.some(([name, wanted]) => wanted !== '' && row.dataset[name] !== wanted);
    }
    count.value = `${rows.filter(row => !row.hidden).length} of ${rows.length} rows`;
  };

  const remember = () => {
    const state = new URLSearchParams();
    if (view.sort !== '') state.set('sort', view.sort + (view.down ? '-down' : ''));
    for (const name of ['text', 'method', 'metric']) if (form.elements[name].value !== '') state.set(name, form.elements[name].value);
    history.replaceState(null, '', state.size > 0 ? `#scores?${state}` : '#scores');
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.split('?')[1] ?? '');
    const wanted = state.get('sort') ?? '';
    view.down = wanted.endsWith('-down');
    view.sort = view.down ? wanted.slice(0, -'-down'.length) : wanted;
    for (const name of ['text', 'method', 'metric']) form.elements[name].value = state.get(name) ?? '';
    sort();
    filter();
    if (location.hash.startsWith('#scores?')) document.getElementById('scores').scrollIntoView();
  };

  table.tHead.addEventListener('click', event => {
    const head = event.target.closest('button')?.closest('th');
    if (!head) return;
    view.down = view.sort === head.dataset.name && !view.down;
    view.sort = head.dataset.name;
    sort();
    remember();
  });
  form.addEventListener('input', () => { filter(); remember(); });
  form.addEventListener('submit', event => event.preventDefault());
  addEventListener('hashchange', recall);
  // On paper nothing can be opened.
  addEventListener('beforeprint', () => document.querySelectorAll('.verdict details').forEach(rule => { rule.open = true; }));
  recall();
})();
