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
    internal static void Refuse(Func<object> create, params string[] expected) => Assert.ThrowsWith<ArgumentException>(create, expected);

    /// <summary>The cause: ML.NET wraps what a getter throws, once for each layer.</summary>
    private protected static T Innermost<T>(Exception exception)
        where T : Exception => exception as T ?? Innermost<T>(exception.InnerException!);
}
