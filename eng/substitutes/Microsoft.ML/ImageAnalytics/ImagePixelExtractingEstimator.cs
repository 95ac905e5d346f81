using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    private ImagePixelExtractingEstimator()
        : base(null)
    {
    }

    public enum ColorBits : byte
    {
        Alpha = 1,
        Red = 2,
        Green = 4,
        Blue = 8,
        Rgb = Red | Green | Blue,
        All = Alpha | Rgb,
    }

    public enum ColorsOrder : byte
    {
        ARGB = 1,
        ARBG = 2,
        ABRG = 3,
        ABGR = 4,
        AGRB = 5,
        AGBR = 6,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}

public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    private ImagePixelExtractingTransformer()
        : base(null, null)
    {
    }

    private protected override MappedColumn MapColumn(DataViewSchema.Column input) => throw new NotSupportedException();
}
