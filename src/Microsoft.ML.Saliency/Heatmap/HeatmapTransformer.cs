namespace Microsoft.ML.Saliency;

/// <summary>Draws each row's saliency map over its image; made by <see cref="HeatmapEstimator"/>. Thread-safe.</summary>
public sealed class HeatmapTransformer : RowTransformer
{
    private readonly HeatmapColumns _columns;
    private readonly HeatmapOptions _options;

    internal HeatmapTransformer(HeatmapColumns columns, HeatmapOptions options)
    {
        _columns = columns;
        _options = options;
    }

    internal override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema) => _columns.Outputs(_columns.FindImage(inputSchema).Type);

    internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [_columns.FindImage(inputSchema), .. _columns.FindMaps(inputSchema, _options.MapIndex).Columns];

    internal override RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        new HeatmapComputation(input, inputs[0], _columns.FindMaps(input.Schema, _options.MapIndex), _options);
}
