using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>Follows the curves of the rows of a cursor, each once, when the first of its values is asked for.</summary>
internal sealed class PerturbationCurveComputation : RowComputation
{
    private readonly PerturbationCurveEvaluator _evaluator;
    private readonly PerturbationCurveEstimatorOptions _options;
    private readonly Func<ClassifierInput> _readInput;
    private readonly Func<SaliencyMap[]> _readMaps;
    private readonly bool _isSingle;
    private PerturbationCurve[] _curves = [];

    public PerturbationCurveComputation(
        DataViewRow input, DataViewSchema.Column image, MapColumn maps, PerturbationCurveEvaluator evaluator, PerturbationCurveEstimatorOptions options)
        : base(input)
    {
        _evaluator = evaluator;
        _options = options;
        _readInput = InputColumn.CreateReader(input, image, evaluator.Scorer.InputShape, options.Preprocessing);
        _readMaps = maps.CreateReader(input);
        _isSingle = maps.IsSingle;
    }

    public override Delegate CreateGetter(int column) => (column, _isSingle) switch
    {
        (PerturbationCurveColumns.Scores, _) => Vector(() => _curves.SelectMany(curve => curve.Scores)),
        (PerturbationCurveColumns.Fractions, _) => Vector(() => _curves[0].Fractions),
        (PerturbationCurveColumns.Auc, true) => Scalar(() => _curves[0].Auc),
        (PerturbationCurveColumns.Auc, false) => Vector(() => _curves.Select(curve => curve.Auc)),
        (PerturbationCurveColumns.Aopc, true) => Scalar(() => _curves[0].Aopc),
        _ => Vector(() => _curves.Select(curve => curve.Aopc)),
    };

    protected override void Compute()
    {
        ClassifierInput input = _readInput();
        _curves = [.. _readMaps().Select(map => _evaluator.Evaluate(input, map, _options.Progress, _options.CancellationToken))];
    }

    private ValueGetter<float> Scalar(Func<double> select) => (ref float value) =>
    {
        EnsureComputed();
        value = (float)select();
    };

    private ValueGetter<VBuffer<float>> Vector(Func<IEnumerable<double>> select) => (ref VBuffer<float> value) =>
    {
        EnsureComputed();
        double[] values = [.. select()];
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            editor.Values[i] = (float)values[i];
        }

        value = editor.Commit();
    };
}
