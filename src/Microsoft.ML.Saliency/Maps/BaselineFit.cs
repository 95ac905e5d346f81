namespace Microsoft.ML.Saliency;

/// <summary>A baseline that an estimator learns from the data when it is fitted.</summary>
public abstract class BaselineFit
{
    private const int DefaultImages = 100;

    private BaselineFit(int images)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        Images = images;
    }

    /// <summary>Gets the number of images to use, from the first on.</summary>
    internal int Images { get; }

    /// <summary>The mean image of the data, pixel by pixel.</summary>
    /// <param name="images">The number of images to use, from the first on; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="images"/> is less than 1.</exception>
    public static BaselineFit DataSetMean(int images = DefaultImages) => new MeanFit(images, asColor: false);

    /// <summary>The mean color of the data, the same for all pixels.</summary>
    /// <param name="images">The number of images to use, from the first on; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="images"/> is less than 1.</exception>
    public static BaselineFit DataSetMeanColor(int images = DefaultImages) => new MeanFit(images, asColor: true);

    /// <summary>The most neutral of several baselines on the data, see <see cref="BaselineNeutrality.Rank"/>.</summary>
    /// <param name="candidates">At least two baselines.</param>
    /// <param name="images">The number of images to use, from the first on; at least 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two candidates.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="images"/> is less than 1.</exception>
    public static BaselineFit MostNeutral(IReadOnlyList<Baseline> candidates, int images = DefaultImages)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates.Count >= 2
            ? new MostNeutralFit([.. candidates], images)
            : throw new ArgumentException($"There must be at least two candidates, but there were {candidates.Count}.", nameof(candidates));
    }

    /// <summary>Learns the baseline. The ranking is null unless several were compared.</summary>
    internal abstract (Baseline Baseline, NeutralityRanking? Ranking) Fit(
        IEnumerable<ClassifierInput> inputs, IScorer scorer, CancellationToken cancellationToken);

    private sealed class MeanFit(int images, bool asColor) : BaselineFit(images)
    {
        internal override (Baseline Baseline, NeutralityRanking? Ranking) Fit(
            IEnumerable<ClassifierInput> inputs, IScorer scorer, CancellationToken cancellationToken)
        {
            var mean = new DataSetMean(scorer.InputShape);
            foreach (ClassifierInput input in inputs)
            {
                mean.Add(input);
            }

            return (asColor ? mean.ToColorBaseline() : mean.ToBaseline(), null);
        }
    }

    private sealed class MostNeutralFit(Baseline[] candidates, int images) : BaselineFit(images)
    {
        internal override (Baseline Baseline, NeutralityRanking? Ranking) Fit(
            IEnumerable<ClassifierInput> inputs, IScorer scorer, CancellationToken cancellationToken)
        {
            NeutralityRanking ranking = BaselineNeutrality.Rank(candidates, scorer, inputs, target: null, cancellationToken);
            return (ranking.MostNeutral, ranking);
        }
    }
}
