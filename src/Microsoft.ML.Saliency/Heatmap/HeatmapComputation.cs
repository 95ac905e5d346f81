using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>Draws the maps of the rows of a cursor over their images.</summary>
internal sealed class HeatmapComputation : RowComputation
{
    private readonly HeatmapOptions _options;
    private readonly Func<RgbImage> _readImage;
    private readonly Func<SaliencyMap[]> _readMaps;
    private RgbImage? _picture;

    public HeatmapComputation(DataViewRow input, DataViewSchema.Column image, MapColumn maps, HeatmapOptions options)
        : base(input)
    {
        _options = options;
        _readImage = InputColumn.CreateImageReader(input, image);
        _readMaps = maps.CreateReader(input);
    }

    public override Delegate CreateGetter(int column) => (ValueGetter<MLImage>)GetPicture;

    protected override void Compute() => _picture = _options.Draw(_readImage(), _readMaps()[_options.MapIndex]);

    private void GetPicture(ref MLImage value)
    {
        EnsureComputed();

        // ML.NET's rule for images: what the getter finds is disposed, what it leaves is new.
        value?.Dispose();
        value = _picture!.ToMLImage();
    }
}
