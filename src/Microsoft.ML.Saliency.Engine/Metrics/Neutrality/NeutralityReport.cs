using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>How neutral a baseline is to a classifier, over a set of images. Ranges are those of <see cref="ImageNeutrality"/>.</summary>
public sealed class NeutralityReport
{
    /// <summary>Summarises figures, as of <see cref="BaselineNeutrality.Measure"/> for several parts of a set of images.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="images">The figures of one image or more.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    [JsonConstructor]
    public NeutralityReport(Baseline baseline, IReadOnlyList<ImageNeutrality> images)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(images);
        Baseline = baseline;
        Images = [.. images];
        if (Images.Count == 0)
        {
            throw new ArgumentException("Expected were the figures of one image or more; given was none.", nameof(images));
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
