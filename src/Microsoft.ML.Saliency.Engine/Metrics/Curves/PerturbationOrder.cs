namespace Microsoft.ML.Saliency;

/// <summary>In which order pixels or regions are changed, by their relevance in a saliency map. Equals come in row-major order.</summary>
public enum PerturbationOrder
{
    /// <summary>MoRF, descending: of a good map, removal makes the score fall at once.</summary>
    MostRelevantFirst,

    /// <summary>
    /// LeRF, ascending: of a good map, removal leaves the score high for long. Equals come in row-major order here too (our choice),
    /// so that a constant map gives the same curve for both orders.
    /// </summary>
    LeastRelevantFirst,

    /// <summary>At random, whatever the map says: the control that a map must beat. Drawn from (seed, image).</summary>
    Random,
}
