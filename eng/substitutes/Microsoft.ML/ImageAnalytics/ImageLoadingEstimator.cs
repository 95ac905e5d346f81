using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    internal ImageLoadingEstimator(string outputColumnName, string imageFolder, string inputColumnName)
        : base(new ImageLoadingTransformer(outputColumnName, imageFolder, inputColumnName))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = inputSchema.Find(Transformer.InputColumnName);
        if (input.ItemType is not TextDataViewType || input.Kind != SchemaShape.Column.VectorKind.Scalar)
        {
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Column '{input.Name}' is not of text.");
        }

        return inputSchema.With(new SchemaShape.Column(
            Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, new ImageDataViewType(), isKey: false));
    }
}

public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    public readonly string ImageFolder;

    internal ImageLoadingTransformer(string outputColumnName, string imageFolder, string inputColumnName)
        : base(outputColumnName, inputColumnName)
    {
        ImageFolder = imageFolder;
    }

    private protected override MappedColumn MapColumn(DataViewSchema.Column input)
    {
        if (input.Type is not TextDataViewType)
        {
            throw new ArgumentOutOfRangeException(nameof(input), $"Column '{input.Name}' is not of text.");
        }

        return new MappedColumn(OutputColumnName, input, new ImageDataViewType(), (row, owned) =>
        {
            var loader = new Loader(row.GetGetter<ReadOnlyMemory<char>>(input), ImageFolder);
            owned.Add(loader);
            return (ValueGetter<MLImage>)loader.Load;
        });
    }

    /// <summary>Disposes the image it finds in the caller's hands and, at the row's end, the last one it gave: as ML.NET does.</summary>
    private sealed class Loader : IDisposable
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> _path;
        private readonly string _folder;
        private MLImage _last;

        public Loader(ValueGetter<ReadOnlyMemory<char>> path, string folder)
        {
            _path = path;
            _folder = folder;
        }

        public void Load(ref MLImage image)
        {
            image?.Dispose();
            image = null;
            ReadOnlyMemory<char> name = default;
            _path(ref name);
            if (name.Length > 0)
            {
                var path = string.IsNullOrWhiteSpace(_folder) ? name.ToString() : Path.Combine(_folder, name.ToString());
                using var stream = File.OpenRead(path);
                image = MLImage.CreateFromStream(stream);
                image.Tag = path;
            }
            _last = image;
        }

        public void Dispose() => _last?.Dispose();
    }
}
