namespace Microsoft.ML.Saliency;

/// <summary>A blur whose weights fall off as a Gaussian.</summary>
internal sealed class GaussianBlurBaseline(double sigma) : BlurBaseline($"Gaussian blur (sigma {sigma})", FilterTaps.Gaussian(sigma))
{
    public double Sigma => sigma;
}
