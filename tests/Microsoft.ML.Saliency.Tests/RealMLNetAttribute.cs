namespace Microsoft.ML.Saliency.Tests;

/// <summary>A test of what only the real ML.NET can show (category RealMLNet); skipped, with that reason, on the stand-in.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class RealMLNetAttribute : ConditionBaseAttribute
{
    public RealMLNetAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "Needs the real ML.NET: the stand-in has no such behaviour.";

    public override string GroupName => "RealMLNet";

    public override bool IsConditionMet => typeof(MLContext).Assembly.GetName().Name != "Microsoft.ML";
}
