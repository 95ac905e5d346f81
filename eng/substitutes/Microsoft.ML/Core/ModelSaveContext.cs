namespace Microsoft.ML;

/// <summary>A shell, as it is outside ML.NET: the stand-in has no model file format.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal ModelSaveContext()
    {
    }

    public void Dispose()
    {
    }

    internal static Exception NotSupported() => new NotSupportedException("Only the real ML.NET saves and loads models.");
}
