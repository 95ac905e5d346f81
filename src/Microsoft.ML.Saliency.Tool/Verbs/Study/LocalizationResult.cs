namespace Microsoft.ML.Saliency.Tool;

/// <summary>Whether maps find the objects.</summary>
/// <param name="Model">"studied" or "control".</param>
/// <param name="Method">The method.</param>
/// <param name="Maps">Maps with a known object.</param>
/// <param name="Chance">What a map that does not look at the image scores: the mean of the objects' shares of the pixels.</param>
/// <param name="Hits">Share of maps whose maximum lies on the object.</param>
/// <param name="HitsBeyondChance">That less chance, map by map.</param>
/// <param name="Energy">Mean share of the saliency inside the object.</param>
/// <param name="EnergyBeyondChance">That less chance, map by map.</param>
internal sealed record LocalizationResult(
    string Model,
    string Method,
    int Maps,
    double Chance,
    MeanEstimate Hits,
    IntervalEstimate HitsBeyondChance,
    MeanEstimate Energy,
    IntervalEstimate EnergyBeyondChance)
{
    /// <summary>The model that is studied.</summary>
    public const string Studied = "studied";

    /// <summary>The model with random weights.</summary>
    public const string Control = "control";

    /// <summary>Summarises maps.</summary>
    /// <param name="model">Whose maps.</param>
    /// <param name="method">The method.</param>
    /// <param name="maps">Maps with the pixels of their objects; one or more.</param>
    /// <param name="bootstrap">The intervals' settings.</param>
    public static LocalizationResult Of(string model, string method, IReadOnlyList<(SaliencyMap Map, bool[] Object)> maps, BootstrapOptions bootstrap)
    {
        double[] chance = [.. maps.Select(map => MapLocalization.ChanceLevel(map.Object))];
        double[] hits = [.. maps.Select(map => MapLocalization.PointsAt(map.Map, map.Object) ? 1.0 : 0)];
        double[] energy = [.. maps.Select(map => MapLocalization.EnergyInside(map.Map, map.Object))];
        IntervalEstimate BeyondChance(double[] values) => IntervalEstimate.OfMean([.. values.Zip(chance, (value, level) => value - level)], bootstrap);
        return new(model, method, maps.Count, MeanEstimate.Of(chance).Mean, MeanEstimate.Of(hits), BeyondChance(hits), MeanEstimate.Of(energy), BeyondChance(energy));
    }
}
