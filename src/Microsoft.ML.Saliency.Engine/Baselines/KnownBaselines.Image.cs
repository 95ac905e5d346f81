namespace Microsoft.ML.Saliency;

/// <content>Baselines that are made of the image itself, and noise.</content>
public static partial class KnownBaselines
{
    /// <summary>The image blurred, pixel space. Weights exp(-k^2 / (2 sigma^2)) for |k| up to floor(4 sigma + 0.5), divided by their sum,
    /// along rows and then columns; beyond the border the image is mirrored with its outermost pixel repeated (d c b a | a b c d). Equals
    /// SciPy's <c>ndimage.gaussian_filter</c> (mode "reflect", truncate 4).</summary>
    /// <param name="sigma">Standard deviation in pixels of the model's input, greater than 0 and at most 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is out of its range.</exception>
    public static Baseline GaussianBlur(double sigma = 10) => new GaussianBlurBaseline(sigma);

    /// <summary>The image blurred by the mean over <paramref name="size"/> x <paramref name="size"/> pixels, pixel space; the border as in
    /// <see cref="GaussianBlur"/>.</summary>
    /// <param name="size">Side of the box in pixels of the model's input; odd, 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of its range.</exception>
    public static Baseline BoxBlur(int size) => new BoxBlurBaseline(size);

    /// <summary>The blur from which the RISE authors' insertion metric starts (eclique/RISE, evaluation.py, gkern), in the model's space:
    /// zeros beyond the border, so that a normalized image fades to its mean there. The kernel is what a Gaussian blur makes of a size x
    /// size picture whose only 1 is in the middle, mirrored at its borders: with 11 and 5 nearly a box (middle .00883, corner .00774), far
    /// from a Gaussian that is cut off.</summary>
    /// <param name="size">Side of the kernel in pixels; odd, 1 to 9999.</param>
    /// <param name="sigma">Standard deviation in pixels, greater than 0 and at most 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static Baseline RiseBlur(int size = 11, double sigma = 5) => new RiseBlurBaseline(size, sigma);

    /// <summary>Every value of every pixel drawn uniformly from [0, 255), pixel space, independently (Samek et al., TNNLS 2017, for the
    /// perturbation of regions).</summary>
    /// <param name="seed">Seed; it is drawn anew for each perturbation.</param>
    public static Baseline UniformNoise(ulong seed = 0) => new UniformNoiseBaseline(seed);

    /// <summary>Normal noise, independent for every value of every pixel, limited to 0..255, pixel space: around the image itself (as in
    /// Sturmfels et al., "Visualizing the Impact of Feature Attribution Baselines", Distill 2020) or around one color.</summary>
    /// <param name="std">Standard deviation in pixel values, greater than 0.</param>
    /// <param name="mean">
    /// The color, 0..255, around which the noise lies; null for the image itself, most of which a small deviation leaves to be seen.
    /// </param>
    /// <param name="seed">Seed; it is drawn anew for each perturbation.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The deviation is not positive and finite, or the mean is not a color of 0..255.
    /// </exception>
    public static Baseline GaussianNoise(double std, ChannelValues? mean = null, ulong seed = 0) =>
        new GaussianNoiseBaseline(std, mean, seed);

    /// <summary>The image's own pixels in random order, pixel space: all orders alike, the colors of a pixel together. Its colors stay, its
    /// forms go.</summary>
    /// <param name="seed">Seed; it is drawn anew for each perturbation.</param>
    public static Baseline PixelShuffle(ulong seed = 0) => new PixelShuffleBaseline(seed);

    /// <summary>The image's own patches in random order, pixel space: its texture stays, its layout goes. The grid starts at the top left;
    /// patches that are cut off at the right or at the bottom change places among their like (our choice: so every pixel appears exactly
    /// once).</summary>
    /// <param name="patch">
    /// Side of a patch in pixels of the model's input; at least 1, and so small that two patches fit into the image.
    /// </param>
    /// <param name="seed">Seed; it is drawn anew for each perturbation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="patch"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">On use: fewer than two patches fit into the image.</exception>
    public static Baseline PatchShuffle(int patch, ulong seed = 0) => new PatchShuffleBaseline(patch, seed);

    /// <summary>ROAD's noisy linear imputation (Rong et al., "A Consistent and Efficient Evaluation Strategy for Attribution Methods", ICML
    /// 2022), in the model's space as in pytorch-grad-cam's version: each removed pixel is the weighted mean of its neighbors, 1/6 for the
    /// four beside it, 1/12 for the four at its corners, divided by the sum of those inside the image; removed neighbors are unknowns, and
    /// all are solved for at once, per channel, to about six digits. Then normal noise is added to the removed pixels. Kept pixels are the
    /// image's own.</summary>
    /// <remarks>Where every pixel is removed there is nothing to impute from: each channel is then its own mean plus the noise (our choice;
    /// the linear system has no single solution). A set of removed pixels costs, at 224 x 224 in color, about 0.1 s of one core: unlike
    /// other baselines, a good part of what a model takes.</remarks>
    /// <param name="noise">Standard deviation of the noise in the model's space, 0 or greater.</param>
    /// <param name="seed">Seed; the noise is drawn anew for each perturbation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The noise is negative or not finite.</exception>
    public static Baseline NoisyLinearImputation(double noise = 0.01, ulong seed = 0) => new NoisyLinearImputationBaseline(noise, seed);
}
