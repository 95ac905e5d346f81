namespace Microsoft.ML.Saliency;

/// <summary>What a filter sees beyond the border.</summary>
internal enum BorderMode
{
    /// <summary>The image mirrored with its outermost pixel repeated, d c b a | a b c d | d c b a, as often as it takes.</summary>
    Reflect,

    /// <summary>Zeros.</summary>
    Zero,
}
