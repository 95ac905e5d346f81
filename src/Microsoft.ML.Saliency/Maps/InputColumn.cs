namespace Microsoft.ML.Saliency;

/// <summary>Reads the column to explain as the model's input: an image after preprocessing, or a vector unchanged.</summary>
internal static class InputColumn
{
    /// <summary>Checks that a column can be explained.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="isImage">Whether it holds images.</param>
    /// <param name="isFloatVector">Whether it holds vectors of Single.</param>
    /// <param name="vectorSize">The length of the vectors, 0 if unknown.</param>
    /// <param name="type">The column's type, for the message.</param>
    /// <param name="shape">The shape of the model's input.</param>
    public static void Require(string name, bool isImage, bool isFloatVector, int vectorSize, string type, TensorShape shape)
    {
        if (!isImage && !isFloatVector)
        {
            throw new ArgumentException(
                $"Column '{name}' must hold images (MLImage) or vectors of Single with {shape} = {shape.Length} values, but holds {type}.");
        }

        if (isFloatVector && vectorSize > 0 && vectorSize != shape.Length)
        {
            throw new ArgumentException(
                $"Column '{name}' must hold the model's input, vectors of {shape} = {shape.Length} values, " +
                $"but holds {type}, {vectorSize} values.");
        }
    }

    /// <summary>Finds the column to explain in a schema.</summary>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, TensorShape shape)
    {
        DataViewSchema.Column column = Find(schema, name);
        bool isFloatVector = column.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Single;
        int size = (column.Type as VectorDataViewType)?.Size ?? 0;
        Require(name, column.Type is ImageDataViewType, isFloatVector, size, column.Type.ToString()!, shape);
        return column;
    }

    /// <summary>Finds a column in a schema.</summary>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) ?? throw MissingColumn(name, schema.Select(existing => existing.Name));

    /// <summary>Checks the column to explain in a schema's shape, where sizes are unknown.</summary>
    public static void Require(SchemaShape schema, string name, TensorShape shape)
    {
        SchemaShape.Column column = Find(schema, name);
        bool isVector = column.Kind != SchemaShape.Column.VectorKind.Scalar;
        Require(
            name,
            !isVector && column.ItemType is ImageDataViewType,
            isVector && column.ItemType == NumberDataViewType.Single,
            vectorSize: 0,
            isVector ? $"vectors of {column.ItemType}" : column.ItemType.ToString()!,
            shape);
    }

    /// <summary>Finds a column in a schema's shape.</summary>
    public static SchemaShape.Column Find(SchemaShape schema, string name)
    {
        SchemaShape.Column[] found = [.. schema.Where(column => column.Name == name)];
        return found.Length > 0 ? found[^1] : throw MissingColumn(name, schema.Select(existing => existing.Name));
    }

    /// <summary>Creates a reader of the current row's tensor, which is valid until the next call.</summary>
    public static Func<ClassifierInput> CreateReader(
        DataViewRow input, DataViewSchema.Column column, IScorer scorer, ImagePreprocessing? preprocessing)
    {
        TensorShape shape = scorer.InputShape;
        var tensor = new float[shape.Length];
        if (column.Type is ImageDataViewType)
        {
            ImagePreprocessing known = EffectivePreprocessing(preprocessing, isImage: true, scorer)!;
            Func<RgbImage> readImage = CreateImageReader(input, column);
            return () =>
            {
                known.Apply(readImage(), shape, tensor);
                return new ClassifierInput(tensor, known);
            };
        }

        ValueGetter<VBuffer<float>> getVector = input.GetGetter<VBuffer<float>>(column);
        VBuffer<float> vector = default;
        return () =>
        {
            getVector(ref vector);
            if (vector.Length != tensor.Length)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' must hold the model's input, vectors of {shape} = {shape.Length} values, " +
                    $"but this row has {vector.Length}.");
            }

            vector.CopyTo(tensor);
            return new ClassifierInput(tensor, preprocessing);
        };
    }

    /// <summary>Creates a reader of the current row's image.</summary>
    public static Func<RgbImage> CreateImageReader(DataViewRow input, DataViewSchema.Column column)
    {
        ValueGetter<MLImage> getImage = input.GetGetter<MLImage>(column);

        // The image stays from row to row: a getter disposes the image that it finds and leaves a new one. The last one is left to its
        // finalizer, since it may belong to the caller.
        MLImage? image = null;
        return () =>
        {
            getImage(ref image!);
            return image?.ToRgbImage()
                ?? throw new ArgumentException($"Column '{column.Name}' must hold an image in every row, but this row has no image.");
        };
    }

    /// <summary>Gets the preprocessing of images, without divisor and mean if the classifier takes bytes, or, for vectors, the known one,
    /// if any.</summary>
    public static ImagePreprocessing? EffectivePreprocessing(ImagePreprocessing? preprocessing, bool isImage, IScorer scorer) =>
        isImage ? (preprocessing ?? KnownPreprocessing.ImageNet).For(scorer.InputShape, scorer.TakesBytes) : preprocessing;

    private static ArgumentException MissingColumn(string name, IEnumerable<string> existing) =>
        new($"Column '{name}' is missing. Use one of the data's columns: {string.Join(", ", existing.Select(column => $"'{column}'"))}.");
}
