using System.Numerics.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>Checks an image tensor before any of it is scored.</summary>
internal static class InputGuard
{
    public static void Require(ReadOnlySpan<float> input, TensorShape shape)
    {
        if (input.Length != shape.Length)
        {
            throw new ArgumentException($"Expected was an input of {shape} = {shape.Length} values ({shape.Layout}); given were {input.Length}.", nameof(input));
        }

        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(input)))
        {
            for (int i = 0; i < input.Length; i++)
            {
                if (!float.IsFinite(input[i]))
                {
                    throw new ArgumentException($"Expected were finite values; value {i} of the input is {input[i]}.", nameof(input));
                }
            }
        }
    }
}
