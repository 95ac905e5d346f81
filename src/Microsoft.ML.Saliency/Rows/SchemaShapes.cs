namespace Microsoft.ML.Saliency;

/// <summary>Creates schema shapes. ML.NET's SchemaShape.Create is internal, but an estimator chain passes the shape of its data to its
/// estimators before it fits them. An estimator that records it yields shapes exactly as ML.NET creates them.</summary>
internal static class SchemaShapes
{
    /// <summary>Adds columns to the input's shape; columns of the same names are replaced.</summary>
    public static SchemaShape Append(SchemaShape input, IReadOnlyList<OutputColumn> columns)
    {
        HashSet<string> names = [.. columns.Select(column => column.Name)];
        return new SchemaShape(input.Where(column => !names.Contains(column.Name)).Concat(Of(columns)));
    }

    /// <summary>Gets the shape that ML.NET creates for a schema.</summary>
    public static SchemaShape Of(DataViewSchema schema)
    {
        var recorder = new ShapeRecorder();
        new EstimatorChain<ITransformer>().Append(recorder).Fit(new RowlessView(schema));
        return recorder.Shape!;
    }

    private static SchemaShape Of(IReadOnlyList<OutputColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (OutputColumn column in columns)
        {
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }

        return Of(builder.ToSchema());
    }

    private sealed class ShapeRecorder : IEstimator<ITransformer>
    {
        public SchemaShape? Shape { get; private set; }
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;
        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();
    }
}
