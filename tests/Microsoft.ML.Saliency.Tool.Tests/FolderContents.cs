namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>All files of a folder, hidden ones too.</summary>
internal static class FolderContents
{
    /// <summary>The files' names, sorted.</summary>
    public static string[] Names(string folder) => [.. Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    /// <summary>Asserts that two folders hold the same files, byte for byte.</summary>
    public static void AreEqual(string expected, string actual)
    {
        CollectionAssert.AreEqual(Names(expected), Names(actual));
        foreach (string name in Names(expected))
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name)), name);
        }
    }
}
