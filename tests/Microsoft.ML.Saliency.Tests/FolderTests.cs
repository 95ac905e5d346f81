namespace Microsoft.ML.Saliency.Tests;

/// <summary>A context, and a folder for files that lasts as long as a test.</summary>
public abstract class FolderTests : IDisposable
{
    private protected MLContext MLContext { get; } = new(seed: 1);
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("saliency").FullName;

    public virtual void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Checks that an argument is refused with a message that contains all parts.</summary>
    internal static void Refuse(Func<object> create, params string[] expected)
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => create());
        foreach (string part in expected)
        {
            Assert.Contains(part, exception.Message);
        }
    }
}
