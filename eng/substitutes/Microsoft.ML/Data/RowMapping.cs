namespace Microsoft.ML.Data;

/// <summary>
/// One column a mapping gives: the input column as it is or, given a getter's maker, something computed from it.
/// The maker gets the row, and a place to put what is to be disposed with it.
/// </summary>
internal sealed record MappedColumn(string Name, DataViewSchema.Column Input, DataViewType Type = null,
    Func<DataViewRow, ICollection<IDisposable>, Delegate> MakeGetter = null);

/// <summary>Row by row from one schema to another, in the two ways ML.NET knows: over a view, and over a single live row.</summary>
internal sealed class RowMapping : IRowToRowMapper
{
    private readonly IReadOnlyList<MappedColumn> _columns;

    private RowMapping(DataViewSchema inputSchema, IReadOnlyList<MappedColumn> columns)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var column in columns)
        {
            if (column.MakeGetter == null)
            {
                schema.AddColumn(column.Name, column.Input.Type, column.Input.Annotations);
            }
            else
            {
                schema.AddColumn(column.Name, column.Type);
            }
        }
        InputSchema = inputSchema;
        OutputSchema = schema.ToSchema();
        _columns = columns;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>All input columns, and one more.</summary>
    public static RowMapping Adding(DataViewSchema schema, MappedColumn added) =>
        new(schema, schema.Select(column => new MappedColumn(column.Name, column)).Append(added).ToArray());

    /// <summary>These of the input columns only.</summary>
    public static RowMapping Selecting(DataViewSchema schema, IEnumerable<DataViewSchema.Column> selected) =>
        new(schema, selected.Select(column => new MappedColumn(column.Name, column)).ToArray());

    /// <summary>The input columns ML.NET can keep in memory: primitive ones and vectors.</summary>
    public static RowMapping OfCacheable(DataViewSchema schema) =>
        Selecting(schema, schema.Where(column => column.Type is PrimitiveDataViewType or VectorDataViewType));

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(column => _columns[column.Index].Input).DistinctBy(input => input.Index).ToArray();

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        if (!ReferenceEquals(input.Schema, InputSchema))
        {
            throw new ArgumentOutOfRangeException(nameof(input), "Schema of the row is not the mapper's input schema.");
        }

        return new Row(input, this, Schemas.Flags(OutputSchema, activeColumns));
    }

    public IDataView Apply(IDataView source) => new View(source, this);

    private sealed class Row : DataViewRow
    {
        private readonly DataViewRow _input;
        private readonly RowMapping _mapping;
        private readonly bool[] _active;
        private readonly List<IDisposable> _owned = new();

        public Row(DataViewRow input, RowMapping mapping, bool[] active)
        {
            _input = input;
            _mapping = mapping;
            _active = active;
        }

        public override long Position => _input.Position;

        public override long Batch => _input.Batch;

        public override DataViewSchema Schema => _mapping.OutputSchema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Schemas.CheckActive(this, column);
            var mapped = _mapping._columns[column.Index];
            return mapped.MakeGetter == null
                ? _input.GetGetter<TValue>(mapped.Input)
                : Schemas.Typed<TValue>(mapped.MakeGetter(_input, _owned), column);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _owned.ForEach(owned => owned.Dispose());
                _input.Dispose();
            }
            base.Dispose(disposing);
        }
    }

    private sealed class View : IDataView
    {
        private readonly IDataView _source;
        private readonly RowMapping _mapping;

        public View(IDataView source, RowMapping mapping)
        {
            _source = source;
            _mapping = mapping;
        }

        public bool CanShuffle => _source.CanShuffle;

        public DataViewSchema Schema => _mapping.OutputSchema;

        public long? GetRowCount() => _source.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        {
            var input = _source.GetRowCursor(_mapping.GetDependencies(columnsNeeded), rand);
            return new ForwardingCursor(input, _mapping.GetRow(input, columnsNeeded));
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
            new[] { GetRowCursor(columnsNeeded, rand) };
    }
}
