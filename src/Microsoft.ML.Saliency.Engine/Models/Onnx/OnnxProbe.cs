namespace Microsoft.ML.Saliency;

/// <summary>The facts that only a run of a model shows: the class count, and whether its outputs are probabilities already.</summary>
/// <param name="OutputTail">Dimensions of the output behind the batch dimension, K or K x 1 x 1.</param>
/// <param name="ClassCount">Number of classes K.</param>
/// <param name="SuggestedActivation">The activation that <see cref="ScoreActivation.Auto"/> stands for.</param>
internal sealed record OnnxProbe(long[] OutputTail, int ClassCount, ScoreActivation SuggestedActivation)
{
    // The magnitudes that the usual preprocessing yields: the middle gray, normalized values, 0..255.
    private static readonly float[] Magnitudes = [0, 2, 128];

    public static OnnxProbe Run(InferenceSession session, OnnxModelSignature signature, int batchSize, string modelName)
    {
        // Two images where the model takes them: one image does not show whether the output's first dimension is the batch.
        int batch = signature.FixedBatchSize ?? Math.Min(batchSize, 2);
        var tail = Array.Empty<long>();
        bool inUnitInterval = true;
        foreach (float magnitude in Magnitudes)
        {
            float[] scores = Score(session, signature, batch, modelName, magnitude, out tail);
            inUnitInterval &= TensorPrimitives.Min<float>(scores) >= 0 && TensorPrimitives.Max<float>(scores) <= 1 + 1e-5f;
        }

        int classes = (int)tail[0];
        ScoreActivation suggested = inUnitInterval ? ScoreActivation.None
            : classes == 1 ? ScoreActivation.Sigmoid
            : ScoreActivation.Softmax;
        return new OnnxProbe(tail, classes, suggested);
    }

    private static float[] Score(
        InferenceSession session, OnnxModelSignature signature, int batch, string modelName, float magnitude, out long[] tail)
    {
        TensorShape shape = signature.InputShape;
        var values = new float[batch * shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            // A fixed pattern that looks like no image in particular.
            values[i] = magnitude * MathF.Sin(i * 0.7f);
        }

        long[] dimensions = shape.Dimensions(batch);
        try
        {
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(values, dimensions);
            using var runOptions = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs =
                session.Run(runOptions, [signature.InputName], [input], [signature.OutputName]);
            long[] found = outputs[0].GetTensorTypeAndShape().Shape;
            tail = found[1..];
            return found.Length > 1 && found[0] == batch && tail[0] > 0 && tail.Skip(1).All(d => d == 1)
                ? outputs[0].GetTensorDataAsSpan<float>().ToArray()
                : throw new InvalidDataException(
                    $"Model '{modelName}' must be an image classifier with {batch} x K scores for {batch} images, but its output "
                    + $"'{signature.OutputName}' has {string.Join(" x ", found)}. Use another model or output.");
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException(
                $"Model '{modelName}' could not score an input of {string.Join(" x ", dimensions)}: {exception.Message}", exception);
        }
    }
}
