namespace Microsoft.ML.Saliency;

/// <summary>What turns a model's raw outputs into scores.</summary>
public enum ScoreActivation
{
    /// <summary>Decided once, by scoring a few fixed inputs, a photograph among them: outputs in 0..1 are kept, outputs with the sum 100
    /// (or 255, as bytes) are divided by it; otherwise softmax, or sigmoid if there is one output. Our choice; name the activation where
    /// a guess will not do.</summary>
    Auto,

    /// <summary>The raw outputs are the scores (probabilities already, or logits on purpose).</summary>
    None,

    /// <summary>exp(x_k) / sum_j exp(x_j) over the classes.</summary>
    Softmax,

    /// <summary>1 / (1 + exp(-x_k)) for each class: multi-label models.</summary>
    Sigmoid,

    /// <summary>x_k / 100: models that return percentages.</summary>
    Percent,

    /// <summary>x_k / 255: quantized models that return probabilities as bytes.</summary>
    Byte,
}

/// <summary>The arithmetic of <see cref="ScoreActivation"/>.</summary>
internal static class ScoreActivationExtensions
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
            case ScoreActivation.Percent:
                TensorPrimitives.Divide(outputs, 100, outputs);
                break;
            case ScoreActivation.Byte:
                TensorPrimitives.Divide(outputs, byte.MaxValue, outputs);
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
                throw new ArgumentOutOfRangeException(
                    nameof(activation), activation, "The activation must be None, Softmax, Sigmoid, Percent or Byte.");
        }
    }
}
