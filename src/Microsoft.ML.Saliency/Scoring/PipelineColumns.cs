namespace Microsoft.ML.Saliency;

/// <summary>What a pipeline's columns say about tensors and classes.</summary>
internal static class PipelineColumns
{
    /// <summary>Finds a column.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="role">What it is for, in the message.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role) => schema.GetColumnOrNull(name)
        ?? throw new ArgumentException(
            $"The {role} column must be one of {string.Join(", ", schema.Select(column => $"'{column.Name}'"))}, but was '{name}'.");

    /// <summary>Checks that a column is computed from another alone.</summary>
    /// <exception cref="ArgumentException">It needs further columns.</exception>
    public static void RequireOnly(IRowToRowMapper mapper, DataViewSchema.Column input, DataViewSchema.Column output, string parameter)
    {
        string[] others = [.. mapper.GetDependencies([output])
            .Where(column => column.Index != input.Index).Select(column => $"'{column.Name}'")];
        if (others.Length > 0)
        {
            throw new ArgumentException(
                $"The scores must depend on column '{input.Name}' alone, but also depend on {string.Join(", ", others)}. " +
                "Use a pipeline that computes them from one column.",
                parameter);
        }
    }

    /// <summary>Reads the shape off an image or vector column; null if it does not say.</summary>
    public static TensorShape? ShapeOf(DataViewType type) => type switch
    {
        ImageDataViewType { Height: > 0 } image => new TensorShape(3, image.Height, image.Width),
        VectorDataViewType { Dimensions: [var channels and (1 or 3), > 0 and var height, > 0 and var width] } =>
            new TensorShape(channels, height, width),
        VectorDataViewType { Dimensions: [> 0 and var height, > 0 and var width, var channels and (1 or 3)] } =>
            new TensorShape(channels, height, width, TensorLayout.Nhwc),
        VectorDataViewType { Dimensions: [1, var first, var second, var third] } vector =>
            ShapeOf(new VectorDataViewType(vector.ItemType, first, second, third)),
        _ => null,
    };

    /// <summary>Returns the shape of the tensors in a column.</summary>
    /// <exception cref="ArgumentException">The column holds something else, does not say, or says otherwise.</exception>
    public static TensorShape FindShape(DataViewSchema.Column input, TensorShape? given)
    {
        bool isVector = input.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Single;
        if (!isVector && input.Type is not ImageDataViewType)
        {
            throw new ArgumentException($"Input column '{input.Name}' must hold vectors of Single or images, but holds {input.Type}.");
        }

        TensorShape shape = given
            ?? ShapeOf(input.Type)
            ?? throw new ArgumentException(
                $"Input column '{input.Name}' must have known dimensions, but is {input.Type}. Set TransformerScorerOptions.InputShape.");
        int size = (input.Type as VectorDataViewType)?.Size ?? 0;
        bool fits = input.Type is ImageDataViewType image
            ? shape is { Channels: 3, Layout: TensorLayout.Nchw }
                && (image.Height == 0 || (image.Height, image.Width) == (shape.Height, shape.Width))
            : size == 0 || size == shape.Length;
        return fits
            ? shape
            : throw new ArgumentException(
                $"The input shape must match column '{input.Name}', which holds {input.Type}, but was {shape} ({shape.Layout}).");
    }

    /// <summary>Returns the number of scores in a column; null if only a row shows it.</summary>
    /// <exception cref="ArgumentException">The column holds something else.</exception>
    public static int? CountScores(DataViewSchema.Column score) => score.Type switch
    {
        VectorDataViewType vector when vector.ItemType == NumberDataViewType.Single => vector.Size > 0 ? vector.Size : null,
        var scalar when scalar == NumberDataViewType.Single => 1,
        _ => throw new ArgumentException($"Score column '{score.Name}' must hold Single or vectors of Single, but is {score.Type}."),
    };

    /// <summary>Finds the names of the classes: the scores' slot names, the labels that a trainer keeps beside them, or the values of the
    /// predicted key. Null if none names each class.</summary>
    public static ClassLabels? FindLabels(DataViewSchema schema, DataViewSchema.Column score, int classCount)
    {
        IEnumerable<string[]?> candidates = schema
            .Where(column => column.Name == "PredictedLabel" && column.Type is KeyDataViewType)
            .Select(column => SlotNames.Find(column, "KeyValues"))
            .Prepend(SlotNames.Find(score, "TrainingLabelValues"))
            .Prepend(SlotNames.Find(score));
        return candidates.FirstOrDefault(names => names?.Length == classCount && !names.Any(string.IsNullOrWhiteSpace)) is string[] found
            ? new ClassLabels(found)
            : null;
    }
}
