using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>Explains the rows of a cursor, each once, when the first of its values is asked for.</summary>
internal sealed class SaliencyComputation : RowComputation
{
    private readonly IExplainer _explainer;
    private readonly SaliencyEstimatorOptions _options;
    private readonly ClassLabels? _labels;
    private readonly Func<ClassifierInput> _readInput;
    private IReadOnlyList<SaliencyMap> _maps = [];

    public SaliencyComputation(DataViewRow input, DataViewSchema.Column column, IExplainer explainer, SaliencyEstimatorOptions options, ClassLabels? labels)
        : base(input)
    {
        _labels = labels;
        _explainer = explainer;
        _options = options;
        _readInput = InputColumn.CreateReader(input, column, explainer.Scorer.InputShape, options.Preprocessing);
    }

    public override Delegate CreateGetter(int column) => (column, _options.Targets.IsSingle) switch
    {
        (SaliencyColumns.Map, _) => (ValueGetter<VBuffer<float>>)GetMaps,
        (SaliencyColumns.Target, true) => (ValueGetter<int>)GetTarget,
        (SaliencyColumns.Target, false) => (ValueGetter<VBuffer<int>>)GetTargets,
        (SaliencyColumns.Score, true) => (ValueGetter<float>)GetScore,
        (SaliencyColumns.TargetLabel, true) => (ValueGetter<ReadOnlyMemory<char>>)GetLabel,
        (SaliencyColumns.TargetLabel, false) => (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)GetLabels,
        _ => (ValueGetter<VBuffer<float>>)GetScores,
    };

    protected override void Compute() =>
        _maps = _explainer.Explain(_readInput(), _options.Targets, _options.Progress, _options.CancellationToken);

    private void GetMaps(ref VBuffer<float> value)
    {
        EnsureComputed();
        int length = _maps[0].Height * _maps[0].Width;
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, _maps.Count * length);
        for (int t = 0; t < _maps.Count; t++)
        {
            _maps[t].Values.CopyTo(editor.Values.Slice(t * length, length));
        }

        value = editor.Commit();
    }

    private void GetTarget(ref int value)
    {
        EnsureComputed();
        value = _maps[0].Target;
    }

    private void GetTargets(ref VBuffer<int> value) => FillFromMaps(ref value, map => map.Target);

    private void GetScore(ref float value)
    {
        EnsureComputed();
        value = _maps[0].Score;
    }

    private void GetScores(ref VBuffer<float> value) => FillFromMaps(ref value, map => map.Score);

    private void GetLabel(ref ReadOnlyMemory<char> value)
    {
        EnsureComputed();
        value = Label(_maps[0]);
    }

    private void GetLabels(ref VBuffer<ReadOnlyMemory<char>> value) => FillFromMaps(ref value, Label);

    private ReadOnlyMemory<char> Label(SaliencyMap map) => _labels![map.Target].AsMemory();

    private void FillFromMaps<T>(ref VBuffer<T> value, Func<SaliencyMap, T> select)
    {
        EnsureComputed();
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, _maps.Count);
        for (int t = 0; t < _maps.Count; t++)
        {
            editor.Values[t] = select(_maps[t]);
        }

        value = editor.Commit();
    }
}
