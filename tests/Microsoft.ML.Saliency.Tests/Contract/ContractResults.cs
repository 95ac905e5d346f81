namespace Microsoft.ML.Saliency.Tests;

/// <summary>What the estimators of maps add for several targets.</summary>
public sealed class ContractMaps
{
    public float[] Saliency { get; set; } = [];
    public int[] SaliencyTarget { get; set; } = [];
    public float[] SaliencyScore { get; set; } = [];
}

/// <summary>What the estimator of curves adds.</summary>
public sealed class ContractCurve
{
    public float[] Curve { get; set; } = [];
    public float[] CurveFractions { get; set; } = [];
    public float CurveAuc { get; set; }
    public float CurveAopc { get; set; }
}

/// <summary>What the estimator of heat maps adds.</summary>
public sealed class ContractPicture
{
    [ImageType(4, 4)]
    public MLImage? Picture { get; set; }
}
