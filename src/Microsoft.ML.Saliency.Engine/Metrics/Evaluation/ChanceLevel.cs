using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>The score that a model gives a class without seeing anything. A curve that starts below it has nowhere to fall, so that its
/// area looks like a good map's.</summary>
internal static class ChanceLevel
{
    /// <summary>The level for K classes: 1/K, and 1/2 for a single one, which is there or not.</summary>
    public static double Of(int classCount) => 1.0 / Math.Max(2, classCount);

    /// <summary>Whether all scores can be probabilities.</summary>
    public static bool AreProbabilities(IEnumerable<double> scores) => scores.All(score => score is >= 0 and <= 1 + 1e-4);

    /// <summary>The number of maps whose explained score is below chance; null if chance is not known.</summary>
    public static int? CountBelow(IReadOnlyCollection<ImageMetrics> maps, int? classCount) =>
        classCount is int count && AreProbabilities(maps.SelectMany(map => map.Morf.Scores.Concat(map.Insertion.Scores)))
            ? maps.Count(map => IsBelow(map, count))
            : null;

    /// <summary>Whether the explained score, with which the curves of removal begin, is below chance.</summary>
    public static bool IsBelow(ImageMetrics map, int classCount) => map.Morf.Scores[0] < Of(classCount);

    /// <summary>What to tell of scores below chance; null if there are none.</summary>
    /// <param name="below">How many there are.</param>
    /// <param name="all">Of how many.</param>
    /// <param name="what">What they are, with a verb: "maps explain".</param>
    /// <param name="classCount">Number of classes.</param>
    public static string? Warning(int? below, int all, string what, int? classCount) => below is > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{below} of {all} {what} a score below chance ({Of(classCount!.Value):0.###}), and the means include them: the model does " +
            $"not see the class there, and a low score cannot fall far. Check the model and its preprocessing.")
        : null;
}
