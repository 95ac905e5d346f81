namespace Microsoft.ML.Saliency;

/// <summary>How much of an image is changed from one point of a <see cref="PerturbationCurve"/> to the next. Immutable.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(EqualSteps), "equal")]
[JsonDerivedType(typeof(ShareSteps), "shares")]
[JsonDerivedType(typeof(PixelSteps), "pixels")]
[JsonDerivedType(typeof(RegionSteps), "regions")]
public abstract class PerturbationSteps
{
    private PerturbationSteps()
    {
    }

    /// <summary>Equal steps up to the whole image: point k changes k / <paramref name="count"/> of it, see <see cref="Shares"/>.</summary>
    /// <param name="count">Number of steps, at least 1. An image of fewer pixels is changed pixel by pixel.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static PerturbationSteps Equal(int count) => new EqualSteps(count);

    /// <summary>Given shares of the pixels. The share s of N pixels is 1 + floor(s (N - 1)) of them, as ROAD's percentiles (linearly
    /// interpolated, 100 - 100 s) have it; that is s N wherever s N is whole. A share that would change no further pixel, in a small image,
    /// makes no point of its own.</summary>
    /// <param name="shares">The shares changed at the points after the first, in ascending order, greater than 0, at most 1.</param>
    /// <exception cref="ArgumentException">There are none, or they are out of range or not ascending.</exception>
    public static PerturbationSteps Shares(params double[] shares) => new ShareSteps(shares);

    /// <summary>Equally many pixels at each step; the last may be smaller, as in the RISE authors' deletion and insertion.</summary>
    /// <param name="perStep">Pixels changed at each step, at least 1, at most the pixels of the image.</param>
    /// <param name="limit">The most steps, at least 1; null: until the whole image is changed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static PerturbationSteps Pixels(int perStep, int? limit = null) => new PixelSteps(perStep, limit);

    /// <summary>One region at each step: the image is cut into a grid of regions that do not overlap, and their relevance is the sum of the
    /// map over them (Samek et al., "Evaluating the Visualization of What a Deep Neural Network Has Learned", TNNLS 2017, who take 9 x 9
    /// pixels and 100 regions). If regions don't fill a side exactly, the grid is centered and its outer regions are cut off, as in
    /// Quantus.</summary>
    /// <param name="height">Height of a region in pixels, at least 1, at most the image's.</param>
    /// <param name="width">Width of a region in pixels, at least 1, at most the image's.</param>
    /// <param name="limit">The most regions, at least 1; null: all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static PerturbationSteps Regions(int height, int width, int? limit = null) => new RegionSteps(height, width, limit);

    /// <summary>Checks the steps against the scorer's input.</summary>
    internal abstract void Validate(TensorShape input);

    /// <summary>The number of steps, which depends on the input's size alone; a curve has one point more.</summary>
    /// <param name="input">Shape of the model's input.</param>
    public abstract int Count(TensorShape input);

    /// <summary>Which pixels are changed at which step.</summary>
    internal abstract PerturbationPlan Plan(SaliencyMap map, RelevanceRanking ranking);

    /// <summary>Steps that change pixel by pixel.</summary>
    private abstract class PixelwiseSteps : PerturbationSteps
    {
        public sealed override int Count(TensorShape input) => Changed(input.Height * input.Width).Count() - 1;

        internal sealed override PerturbationPlan Plan(SaliencyMap map, RelevanceRanking ranking)
        {
            int[] changed = [.. Changed(map.Values.Length)];
            int[] order = ranking.Rank(Array.ConvertAll(map.Values.ToArray(), value => (double)value));
            var steps = new int[order.Length];
            Array.Fill(steps, PerturbationPlan.Never);
            for (int step = 1; step < changed.Length; step++)
            {
                foreach (int pixel in order.AsSpan(changed[step - 1]..changed[step]))
                {
                    steps[pixel] = step;
                }
            }

            return new PerturbationPlan(steps, changed);
        }

        /// <summary>The number of pixels that are changed at each point, from 0.</summary>
        protected abstract IEnumerable<int> Changed(int pixels);

        // What floating point takes from a whole s (N - 1) must not cost a pixel.
        protected static IEnumerable<int> ChangedBy(IEnumerable<double> shares, int pixels) =>
            shares.Select(share => Math.Min(pixels, 1 + (int)((share * (pixels - 1)) + 1e-9))).Prepend(0).Distinct();
    }

    private sealed class EqualSteps : PixelwiseSteps
    {
        public EqualSteps(int size)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, "count");
            Size = size;
        }

        [JsonPropertyName("count")]
        public int Size { get; }

        public override string ToString() => $"{Size} equal steps";

        internal override void Validate(TensorShape input)
        {
        }

        protected override IEnumerable<int> Changed(int pixels) =>
            ChangedBy(Enumerable.Range(1, Size).Select(k => (double)k / Size), pixels);
    }

    private sealed class ShareSteps : PixelwiseSteps
    {
        public ShareSteps(double[] values)
        {
            ArgumentNullException.ThrowIfNull(values, "shares");
            if (values.Length == 0 || !values.Prepend(0).Zip(values).All(pair => pair.Second > pair.First && pair.Second <= 1))
            {
                throw new ArgumentException(
                    $"Shares must be one or more, ascending, in 0..1 without 0, but were [{string.Join(", ", values)}].", "shares");
            }

            Values = [.. values];
        }

        [JsonPropertyName("shares")]
        public double[] Values { get; }

        public override string ToString() => $"shares {string.Join(", ", Values)}";

        internal override void Validate(TensorShape input)
        {
        }

        protected override IEnumerable<int> Changed(int pixels) => ChangedBy(Values, pixels);
    }

    private sealed class PixelSteps : PixelwiseSteps
    {
        public PixelSteps(int perStep, int? limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(perStep, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(limit));
            (PerStep, Limit) = (perStep, limit);
        }

        public int PerStep { get; }

        public int? Limit { get; }

        public override string ToString() => $"{PerStep} pixels a step{AtMost(Limit, "steps")}";

        internal override void Validate(TensorShape input)
        {
            int pixels = input.Height * input.Width;
            if (PerStep > pixels)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(PerturbationCurveOptions.Steps),
                    PerStep,
                    $"A step must change at most the {pixels} pixels of the model's input ({input.Height} x {input.Width}).");
            }
        }

        protected override IEnumerable<int> Changed(int pixels) =>
            Enumerable.Range(0, Math.Min(Limit ?? int.MaxValue, ((pixels - 1) / PerStep) + 1) + 1)
                .Select(step => (int)Math.Min(pixels, (long)step * PerStep));
    }

    private sealed class RegionSteps : PerturbationSteps
    {
        public RegionSteps(int height, int width, int? limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(limit));
            (Height, Width, Limit) = (height, width, limit);
        }

        public int Height { get; }

        public int Width { get; }

        public int? Limit { get; }

        public override string ToString() => $"regions of {Height} x {Width}{AtMost(Limit, "regions")}";

        internal override void Validate(TensorShape input)
        {
            if (Height > input.Height || Width > input.Width)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(PerturbationCurveOptions.Steps),
                    $"{Height} x {Width}",
                    $"A region must be at most as large as the model's input, {input.Height} x {input.Width}.");
            }
        }

        public override int Count(TensorShape input) =>
            Math.Min(Limit ?? int.MaxValue, new RegionAxis(input.Height, Height).Count * new RegionAxis(input.Width, Width).Count);

        internal override PerturbationPlan Plan(SaliencyMap map, RelevanceRanking ranking)
        {
            RegionAxis rows = new(map.Height, Height), columns = new(map.Width, Width);
            int[] regions = [.. Enumerable.Range(0, map.Values.Length)
                .Select(pixel => (rows.Of(pixel / map.Width) * columns.Count) + columns.Of(pixel % map.Width))];
            var relevance = new double[rows.Count * columns.Count];
            var sizes = new int[relevance.Length];
            for (int i = 0; i < regions.Length; i++)
            {
                relevance[regions[i]] += map.Values[i];
                sizes[regions[i]]++;
            }

            int[] order = ranking.Rank(relevance);
            var changed = new int[Math.Min(Limit ?? int.MaxValue, order.Length) + 1];
            var steps = new int[order.Length];
            Array.Fill(steps, PerturbationPlan.Never);
            for (int step = 1; step < changed.Length; step++)
            {
                int region = order[step - 1];
                steps[region] = step;
                changed[step] = changed[step - 1] + sizes[region];
            }

            return new PerturbationPlan(Array.ConvertAll(regions, region => steps[region]), changed);
        }
    }

    private static string AtMost(int? limit, string what) => limit is null ? "" : $", at most {limit} {what}";
}

/// <summary>One axis of a grid of regions, as few as cover the side. If they cover more than it, they are centered: with t pixels too many
/// the first region starts at -floor(t / 2), and the outer ones are cut off at the borders (as in Quantus).</summary>
internal readonly record struct RegionAxis(int Side, int Region)
{
    /// <summary>Number of regions.</summary>
    public int Count => (Side + Region - 1) / Region;

    /// <summary>The region in which a pixel lies.</summary>
    public int Of(int pixel) => (pixel + (((Count * Region) - Side) / 2)) / Region;
}
