namespace Microsoft.ML.Saliency;

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

    /// <summary>
    /// Kullback-Leibler divergence of the baseline's probabilities from the uniform ones, sum of p ln(p K) = ln K - H, in nats: 0 (uniform) to
    /// ln K.
    /// </summary>
    public required double BaselineDivergenceFromUniform { get; init; }

    /// <summary>Whether the baseline's class is another than the image's.</summary>
    public bool ChangesClass => BaselineClass != PredictedClass;
}
