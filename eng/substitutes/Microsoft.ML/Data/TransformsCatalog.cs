namespace Microsoft.ML;

public sealed class TransformsCatalog
{
    internal TransformsCatalog()
    {
    }
}
