namespace Microsoft.ML.Saliency;

/// <summary>Recognizes the text that git checks out in place of a file kept in Git Large File Storage.</summary>
/// <remarks>Source: the Git LFS specification, docs/spec.md: the first line of a pointer is its version.</remarks>
internal static class GitLfsPointer
{
    /// <summary>What to do about a pointer.</summary>
    public const string Advice = "Fetch the file itself with 'git lfs pull'.";

    /// <summary>Whether the content of a file is a pointer.</summary>
    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith("version https://git-lfs.github.com/spec/"u8);
}
