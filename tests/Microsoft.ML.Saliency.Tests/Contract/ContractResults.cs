using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>What the estimators of maps add for one target.</summary>
public sealed class ContractMap
{
    /// <summary>The map.</summary>
    public float[] Saliency { get; set; } = [];

    /// <summary>Its class.</summary>
    public int SaliencyTarget { get; set; }

    /// <summary>The class's score.</summary>
    public float SaliencyScore { get; set; }
}

/// <summary>What the estimators of maps add for several targets.</summary>
public sealed class ContractMaps
{
    /// <summary>The maps.</summary>
    public float[] Saliency { get; set; } = [];

    /// <summary>Their classes.</summary>
    public int[] SaliencyTarget { get; set; } = [];

    /// <summary>The classes' scores.</summary>
    public float[] SaliencyScore { get; set; } = [];
}

/// <summary>What the estimator of curves adds.</summary>
public sealed class ContractCurve
{
    /// <summary>The scores along the curve.</summary>
    public float[] Curve { get; set; } = [];

    /// <summary>The fractions removed.</summary>
    public float[] CurveFractions { get; set; } = [];

    /// <summary>The area under the curve.</summary>
    public float CurveAuc { get; set; }

    /// <summary>The mean loss of score.</summary>
    public float CurveAopc { get; set; }
}

/// <summary>What the estimator of heat maps adds.</summary>
public sealed class ContractPicture
{
    /// <summary>The map over its image.</summary>
    [ImageType(4, 4)]
    public MLImage? Picture { get; set; }
}
