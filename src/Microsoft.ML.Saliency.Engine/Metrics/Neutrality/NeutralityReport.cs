namespace Microsoft.ML.Saliency;

/// <summary>How neutral a baseline is to a classifier, over a set of images. Ranges are those of <see cref="ImageNeutrality"/>.</summary>
public sealed class NeutralityReport
{
    /// <summary>Summarizes figures, as of <see cref="BaselineNeutrality.Measure"/> for several parts of a set of images.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="images">The figures of one image or more.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    [JsonConstructor]
    public NeutralityReport(Baseline baseline, IReadOnlyList<ImageNeutrality> images)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(images);
        Baseline = baseline;
        Images = [.. images];
        if (Images.Count == 0)
        {
            throw new ArgumentException("A report needs the figures of at least one image, but had none.", nameof(images));
        }

        TargetProbability = Mean(image => image.TargetProbability);
        BaselineTargetProbability = Mean(image => image.BaselineTargetProbability);
        BaselineMaximumProbability = Mean(image => image.BaselineMaximumProbability);
        BaselineEntropy = Mean(image => image.BaselineEntropy);
        BaselineNormalizedEntropy = Mean(image => image.BaselineNormalizedEntropy);
        BaselineDivergenceFromUniform = Mean(image => image.BaselineDivergenceFromUniform);
        ChangesClass = Mean(image => image.ChangesClass ? 1 : 0);
    }

    /// <summary>The baseline.</summary>
    public Baseline Baseline { get; }

    /// <summary>The figures of each image, in the order of the images.</summary>
    public IReadOnlyList<ImageNeutrality> Images { get; }

    /// <summary>Mean p(target | image): what there was to lose.</summary>
    public MeanEstimate TargetProbability { get; }

    /// <summary>Mean p(target | baseline): the impact of which Brunke et al. ask that it be small.</summary>
    public MeanEstimate BaselineTargetProbability { get; }

    /// <summary>Mean of the highest probability of any class for the baseline.</summary>
    public MeanEstimate BaselineMaximumProbability { get; }

    /// <summary>Mean entropy, in nats.</summary>
    public MeanEstimate BaselineEntropy { get; }

    /// <summary>Mean entropy as a share of ln K.</summary>
    public MeanEstimate BaselineNormalizedEntropy { get; }

    /// <summary>Mean Kullback-Leibler divergence from the uniform distribution, in nats.</summary>
    public MeanEstimate BaselineDivergenceFromUniform { get; }

    /// <summary>Share of images whose class changes, 0..1.</summary>
    public MeanEstimate ChangesClass { get; }

    /// <summary>As in "black: p(target | baseline) 0.0811 ± 0.0042, KL to uniform 1.2 ± 0.1".</summary>
    public override string ToString() =>
        $"{Baseline.Name}: p(target | baseline) {BaselineTargetProbability}, KL to uniform {BaselineDivergenceFromUniform}";

    private MeanEstimate Mean(Func<ImageNeutrality, double> figure) => MeanEstimate.Of([.. Images.Select(figure)]);
}

/// <summary>What a classifier says to the baseline of one image, shown in the place of all its pixels.</summary>
public readonly record struct ImageNeutrality
{
    /// <summary>The class in question.</summary>
    public required int Target { get; init; }

    /// <summary>The class of the highest probability for the image; among equals the one of the lowest index.</summary>
    public required int PredictedClass { get; init; }

    /// <summary>The class of the highest probability for the baseline; among equals the one of the lowest index.</summary>
    public required int BaselineClass { get; init; }

    /// <summary>p(target | image), 0..1.</summary>
    public required double TargetProbability { get; init; }

    /// <summary>p(target | baseline), 0..1. A model that has nothing to go by would say 1/K.</summary>
    public required double BaselineTargetProbability { get; init; }

    /// <summary>The highest probability of any class for the baseline, 1/K..1.</summary>
    public required double BaselineMaximumProbability { get; init; }

    /// <summary>H = -sum of p ln p over the classes, for the baseline, in nats: 0 (certain) to ln K (knows nothing).</summary>
    public required double BaselineEntropy { get; init; }

    /// <summary>H / ln K, 0..1.</summary>
    public required double BaselineNormalizedEntropy { get; init; }

    /// <summary>Kullback-Leibler divergence from the uniform distribution, sum of p ln(p K) = ln K - H, in nats: 0 to ln K.</summary>
    public required double BaselineDivergenceFromUniform { get; init; }

    /// <summary>Whether the baseline's class is another than the image's.</summary>
    public bool ChangesClass => BaselineClass != PredictedClass;
}
