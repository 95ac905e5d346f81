using System.Numerics.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>The arithmetic of <see cref="ScoreActivation"/>.</summary>
public static class ScoreActivationExtensions
{
    /// <summary>Turns raw outputs into scores, in place.</summary>
    /// <param name="activation">The activation; <see cref="ScoreActivation.Auto"/> must have been decided before.</param>
    /// <param name="outputs">Raw outputs, row-major: one row of K for each image.</param>
    /// <param name="classCount">Number of classes K.</param>
    /// <exception cref="ArgumentOutOfRangeException">The activation is Auto or unknown.</exception>
    public static void Apply(this ScoreActivation activation, Span<float> outputs, int classCount)
    {
        switch (activation)
        {
            case ScoreActivation.None:
                break;
            case ScoreActivation.Sigmoid:
                TensorPrimitives.Sigmoid(outputs, outputs);
                break;
            case ScoreActivation.Softmax:
                for (int i = 0; i < outputs.Length; i += classCount)
                {
                    Span<float> row = outputs.Slice(i, classCount);
                    // Subtracting the maximum changes nothing but keeps exp from overflowing.
                    TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
                    TensorPrimitives.SoftMax(row, row);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "Expected was None, Softmax or Sigmoid.");
        }
    }
}
