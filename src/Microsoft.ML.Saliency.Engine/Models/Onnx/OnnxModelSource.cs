using System.Security.Cryptography;

namespace Microsoft.ML.Saliency;

/// <summary>Where a model comes from: a file, which may have weights in files beside it, or memory.</summary>
internal sealed class OnnxModelSource
{
    private readonly byte[]? _content;
    private readonly Lazy<string?> _sha256;

    /// <param name="path">Path of the .onnx file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public OnnxModelSource(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, "modelPath");
        File = new FileInfo(path);
        Name = new OnnxModelName(path);
        _sha256 = new(Hash);
        if (!File.Exists)
        {
            throw new FileNotFoundException($"Model file '{path}' was not found. Pass the path of an .onnx file.", path);
        }
    }

    /// <param name="model">The content of an .onnx file.</param>
    public OnnxModelSource(byte[] model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _content = model;
        Name = new OnnxModelName("(in memory)");
        _sha256 = new(Hash);
    }

    /// <summary>The model's name in messages.</summary>
    public OnnxModelName Name { get; }

    /// <summary>The file; null for a model from memory.</summary>
    public FileInfo? File { get; }

    /// <summary>Number of bytes of the .onnx file.</summary>
    public long Length => _content?.Length ?? File!.Length;

    /// <summary>SHA-256 of the .onnx file, in hexadecimal digits; null if it is no longer the one that was loaded.</summary>
    public string? Sha256 => _sha256.Value;

    /// <summary>Opens the .onnx file.</summary>
    public Stream Open() => File is null ? new MemoryStream(_content!, writable: false) : File.OpenRead();

    /// <summary>Returns the content of the .onnx file; a file is read again.</summary>
    /// <exception cref="InvalidOperationException">The file is no longer the one that was loaded.</exception>
    public byte[] Read()
    {
        if (File is null)
        {
            return _content!;
        }

        var file = new FileInfo(File.FullName);
        if (!IsUnchanged(file))
        {
            throw new InvalidOperationException(
                $"Model file '{File}' must still have the {File.Length} bytes written at {File.LastWriteTimeUtc:O}, but "
                + (file.Exists ? $"has {file.Length}, written at {file.LastWriteTimeUtc:O}." : "is gone.") + " Load it again.");
        }

        return System.IO.File.ReadAllBytes(file.FullName);
    }

    private bool IsUnchanged(FileInfo file) =>
        file.Exists && (file.Length, file.LastWriteTimeUtc) == (File!.Length, File.LastWriteTimeUtc);

    private string? Hash()
    {
        if (File is not null && !IsUnchanged(new FileInfo(File.FullName)))
        {
            return null;
        }

        using Stream stream = Open();
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
