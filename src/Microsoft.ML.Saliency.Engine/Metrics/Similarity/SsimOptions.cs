namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="MapSimilarity.Ssim"/>. The defaults are those of Wang et al., "Image Quality Assessment: From Error
/// Visibility to Structural Similarity", IEEE TIP 2004; <see cref="ScikitImage"/> has the defaults of scikit-image.</summary>
public sealed record SsimOptions
{
    /// <summary>The defaults of scikit-image's <c>structural_similarity</c>: a uniform window of 7 x 7 and sample covariances. For its
    /// <c>gaussian_weights=True</c>, take the defaults of this class with <see cref="SampleCovariance"/>.</summary>
    public static SsimOptions ScikitImage { get; } = new() { WindowSize = 7, Sigma = null, SampleCovariance = true };

    /// <summary>Side of the square window in pixels.</summary>
    /// <value>Default: 11 (the paper). Odd, at least 3, at most the map's shorter side.</value>
    public int WindowSize { get; init; } = 11;

    /// <summary>Standard deviation of the window's Gaussian weights in pixels; null gives all pixels the same weight.</summary>
    /// <value>Default: 1.5 (the paper). Null, or greater than 0.</value>
    public double? Sigma { get; init; } = 1.5;

    /// <summary>K1 of the constant C1 = (K1 L)^2 that steadies the comparison of means.</summary>
    /// <value>Default: 0.01 (the paper). Greater than 0.</value>
    public double K1 { get; init; } = 0.01;

    /// <summary>K2 of the constant C2 = (K2 L)^2 that steadies the comparison of variances.</summary>
    /// <value>Default: 0.03 (the paper). Greater than 0.</value>
    public double K2 { get; init; } = 0.03;

    /// <summary>Whether (co)variances are multiplied by n / (n - 1), n being the number of pixels of the window, as scikit-image does by
    /// default, whatever the weights.</summary>
    /// <value>Default: false (the paper).</value>
    public bool SampleCovariance { get; init; }

    /// <summary>L, the range of the values, which are then compared as they are. Null spreads each map by itself over 0..1 first and takes
    /// L = 1 (our choice: the units of two methods' maps have nothing in common).</summary>
    /// <value>Default: null. Null, or greater than 0.</value>
    public double? DataRange { get; init; }

    internal void Validate(int height, int width)
    {
        int largest = Math.Min(height, width);
        if (WindowSize < 3 || WindowSize % 2 == 0 || WindowSize > largest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(WindowSize),
                WindowSize,
                $"{nameof(WindowSize)} must be odd, at least 3 and at most {largest}, the shorter side of the maps of {height} x {width}.");
        }

        RequirePositive(Sigma ?? 1, nameof(Sigma));
        RequirePositive(K1, nameof(K1));
        RequirePositive(K2, nameof(K2));
        RequirePositive(DataRange ?? 1, nameof(DataRange));
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and greater than 0.");
        }
    }
}
