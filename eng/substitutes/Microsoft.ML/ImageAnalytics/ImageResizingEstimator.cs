using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    private ImageResizingEstimator()
        : base(null)
    {
    }

    public enum ResizingKind
    {
        IsoPad,
        IsoCrop,
        Fill,
    }

    public enum Anchor
    {
        Right,
        Left,
        Top,
        Bottom,
        Center,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}

public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    private ImageResizingTransformer()
        : base(null, null)
    {
    }

    private protected override MappedColumn MapColumn(DataViewSchema.Column input) => throw new NotSupportedException();
}
