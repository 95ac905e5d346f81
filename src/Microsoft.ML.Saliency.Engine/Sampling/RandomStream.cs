namespace Microsoft.ML.Saliency;

/// <summary>What random numbers are drawn for; draws for different purposes never share numbers, even under one seed.</summary>
internal enum RandomStream : uint
{
    /// <summary>Grids and shifts of RISE masks; the index is the mask's number.</summary>
    RiseMasks = 1,

    /// <summary>Images of a bootstrap resample; the index is the resample's number.</summary>
    Bootstrap = 9,
}
