namespace Microsoft.ML;

/// <summary>Here so that tests of the real ML.NET compile; the stand-in has no file format.</summary>
public static class BinaryLoaderSaverCatalog
{
    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, string path) =>
        throw new NotSupportedException("Only the real ML.NET has a file format.");

    public static void SaveAsBinary(this DataOperationsCatalog catalog, IDataView data, Stream stream, bool keepHidden = false) =>
        throw new NotSupportedException("Only the real ML.NET has a file format.");
}
