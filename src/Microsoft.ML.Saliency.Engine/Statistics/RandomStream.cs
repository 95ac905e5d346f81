namespace Microsoft.ML.Saliency;

/// <summary>What random numbers are drawn for; draws for different purposes never share numbers, even under one seed.</summary>
internal enum RandomStream : uint
{
    /// <summary>Grids and shifts of RISE masks; the index is the mask's number.</summary>
    RiseMasks = 1,

    /// <summary>Noise fields, by which the fidelity of RISE maps is estimated.</summary>
    MaskNoise = 2,

    /// <summary>Images of a bootstrap resample; the index is the resample's number.</summary>
    Bootstrap = 9,

    /// <summary>Random orders of pixels or regions in perturbation curves; the index is the image's number.</summary>
    PerturbationOrder = 10,

    /// <summary>Pixels of random maps, with which methods are compared.</summary>
    ControlMaps = 11,

    /// <summary>Pixels of uniform noise; the index is the perturbation's number, as for the other baselines.</summary>
    UniformNoise = 16,

    /// <summary>Pixels of Gaussian noise.</summary>
    GaussianNoise = 17,

    /// <summary>The order of shuffled pixels.</summary>
    PixelShuffle = 18,

    /// <summary>The order of shuffled patches.</summary>
    PatchShuffle = 19,

    /// <summary>The noise on imputed pixels.</summary>
    NoisyLinearImputation = 20,
}
