namespace Microsoft.ML.Saliency.Tool;

/// <summary>The colour maps of <see cref="KnownColorMaps"/>.</summary>
internal enum OverlayColors
{
    Inferno,
    Viridis,
    Jet,
    Gray,
    BlueWhiteRed,
}
