namespace Microsoft.ML.Saliency;

/// <summary>The metrics of the maps of many images: means, standard errors, and every image's own figures.</summary>
public sealed class SaliencyMetrics
{
    private readonly int? _classCount;

    /// <summary>Summarizes maps.</summary>
    /// <param name="images">The metrics of one map or more.</param>
    /// <param name="classCount">Number of the model's classes, for <see cref="BelowChance"/>; null if it is not known.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public SaliencyMetrics(IEnumerable<ImageMetrics> images, int? classCount = null)
    {
        _classCount = classCount;
        Images = [.. images];
        if (Images.Count == 0)
        {
            throw new ArgumentException("A summary needs the metrics of at least one map, but had none.", nameof(images));
        }
    }

    /// <summary>The metrics of each map, in the order of the data.</summary>
    public IReadOnlyList<ImageMetrics> Images { get; }

    /// <summary>Number of maps whose explained score, that of the whole image, is below chance; null if chance is not known.</summary>
    /// <value>Chance is 1/K for K classes, and 1/2 for a single one (our choice: also where classes do not exclude each other, since a
    /// lower score is no detection either). It is not known without the number of classes, or if scores are not probabilities.</value>
    public int? BelowChance => ChanceLevel.CountBelow(Images, _classCount);

    /// <summary>A sentence on the maps below chance, which the means include; null if there are none, or chance is not known.</summary>
    public string? Warning => ChanceLevel.Warning(BelowChance, Images.Count, "maps explain", _classCount);

    /// <summary>Area under the MoRF curve; smaller is better.</summary>
    public MeanEstimate MorfAuc => Mean(image => image.Morf.Auc);

    /// <summary>Area under the LeRF curve; larger is better.</summary>
    public MeanEstimate LerfAuc => Mean(image => image.Lerf.Auc);

    /// <summary>Mean loss of score along the MoRF curve; larger is better.</summary>
    public MeanEstimate MorfAopc => Mean(image => image.Morf.Aopc);

    /// <summary>Mean loss of score along the LeRF curve; smaller is better.</summary>
    public MeanEstimate LerfAopc => Mean(image => image.Lerf.Aopc);

    /// <summary>Area between the LeRF and the MoRF curve; larger is better.</summary>
    public MeanEstimate Abpc => Mean(image => image.Abpc);

    /// <summary>Area under the deletion curve; smaller is better.</summary>
    public MeanEstimate DeletionAuc => Mean(image => image.Deletion.Auc);

    /// <summary>Area under the insertion curve; larger is better.</summary>
    public MeanEstimate InsertionAuc => Mean(image => image.Insertion.Auc);

    /// <summary>Share of maps that point at their object; null if no object's pixels are known.</summary>
    public MeanEstimate? PointingGame => Localization(metrics => metrics.Hit ? 1 : 0);

    /// <summary>Share of positive saliency inside the object; null if no object's pixels are known.</summary>
    public MeanEstimate? EnergyInside => Localization(metrics => metrics.EnergyInside);

    /// <summary>Overlap with the object; null if no object's pixels are known.</summary>
    public MeanEstimate? IoU => Localization(metrics => metrics.IoU);

    private MeanEstimate Mean(Func<ImageMetrics, double> select) => MeanEstimate.Of([.. Images.Select(select)]);

    private MeanEstimate? Localization(Func<LocalizationMetrics, double> select)
    {
        double[] values = [.. Images.Where(image => image.Localization is not null).Select(image => select(image.Localization!.Value))];
        return values.Length > 0 ? MeanEstimate.Of(values) : null;
    }
}
