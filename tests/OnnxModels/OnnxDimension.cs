namespace OnnxModels;

/// <summary>One dimension of an input or output: a number, or a name for a size that is known only when the model runs.</summary>
public readonly record struct OnnxDimension(long Size, string? Name)
{
    /// <summary>A dimension of fixed size.</summary>
    public static implicit operator OnnxDimension(long size) => new(size, null);

    /// <summary>A symbolic dimension.</summary>
    public static implicit operator OnnxDimension(string name) => new(0, name);
}
