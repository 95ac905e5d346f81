using Google.Protobuf;
using Onnx;

namespace Microsoft.ML.Saliency;

/// <summary>A model that was exported for batches of one size, with its batch dimension freed.</summary>
/// <param name="Model">The changed .onnx file, for <paramref name="Sessions"/>; null if the model is run as it is.</param>
/// <param name="Sessions">The sessions of the changed model; empty if the model is run as it is.</param>
/// <param name="Classifier">How the model is run, with a decision or a warning about its batch.</param>
internal sealed record FreedBatch(byte[]? Model, InferenceSession[] Sessions, OnnxClassifier Classifier)
{
    // Single precision leaves 1e-6 of a score; our choice. Scores above 1, such as features, are compared relative to the largest.
    private const float Tolerance = 1e-4f;

    /// <summary>Frees the batch dimension if batches of the changed model have the scores that the model gives.</summary>
    /// <param name="read">Reads the content of the .onnx file.</param>
    /// <param name="session">A session of it.</param>
    /// <param name="classifier">How it takes images and returns scores.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="open">Opens the sessions of the changed model.</param>
    /// <returns>Null if the model does not declare a batch of one size.</returns>
    public static FreedBatch? Try(
        Func<byte[]> read, InferenceSession session, OnnxClassifier classifier, OnnxModelName model, Func<byte[], InferenceSession[]> open)
    {
        OnnxInput input = classifier.Input;
        if (input.FixedBatchSize is not int size || !input.HasBatchDimension || session.InputMetadata[input.Name].Dimensions[0] <= 0)
        {
            return null;
        }

        InferenceSession[] sessions = [];
        try
        {
            var proto = ModelProto.Parser.ParseFrom(read());
            if (FreeBatch.Apply(proto, input.Name))
            {
                byte[] content = proto.ToByteArray();
                sessions = open(content);
                if (Compare(session, classifier, sessions[0]) is OnnxClassifier free)
                {
                    return new FreedBatch(content, sessions, free.With($"The batch dimension, {size} in the model, was freed, because "
                        + $"batches of other sizes have the same scores (within {Tolerance:0.####})."));
                }
            }
        }
        catch (Exception exception) when (exception
            is OnnxRuntimeException or InvalidDataException or InvalidOperationException or InvalidProtocolBufferException)
        {
            // What was freed does not fit together: a shape elsewhere in the model holds the batch too.
        }

        Array.ForEach(sessions, opened => opened.Dispose());
        return new FreedBatch(null, [], classifier.With(
            $"Model '{model}' has a batch dimension of {size}, which could not be freed with the same scores; it is run with {size} "
                + $"image{(size == 1 ? "" : "s")} at a time. Export it with a free batch dimension for more speed.",
            isWarning: true));
    }

    /// <summary>Returns the classifier with a free batch, or null if its scores are others.</summary>
    private static OnnxClassifier? Compare(InferenceSession session, OnnxClassifier classifier, InferenceSession freed)
    {
        float[]? expected = Score(session, classifier, classifier.Input.FixedBatchSize!.Value, out _);
        OnnxClassifier free = classifier with { Input = classifier.Input with { FixedBatchSize = null } };

        // Two sizes, of which at most one is that of the model: one that mixes the images of a batch gives others for the other.
        return expected is not null
            && Score(freed, free, 1, out _) is float[] singles && AreNear(singles, expected)
            && Score(freed, free, 3, out OnnxOutput? output) is float[] several && AreNear(several, expected)
                ? free with { Output = output! }
                : null;
    }

    /// <summary>Returns the scores of the probe images in batches of a size; null if the output has another form.</summary>
    private static float[]? Score(InferenceSession session, OnnxClassifier classifier, int images, out OnnxOutput? output)
    {
        ProbedOutput[] found = new ProbeRunner(session, classifier.Input, classifier.Feeds, [classifier.Output.Name]).Run(images);
        output = found is [ProbedOutput only] && only.Form.Width == classifier.Output.Width ? only.Form : null;
        if (output is null)
        {
            return null;
        }

        float[] raw = [.. found[0].Rows.SelectMany(row => row)];
        float[] scores = classifier.IsBinary ? new float[2 * raw.Length] : raw;
        classifier.Score(raw, scores);
        return scores;
    }

    private static bool AreNear(float[] scores, float[] expected)
    {
        float largest = expected.Where(float.IsFinite).Select(MathF.Abs).DefaultIfEmpty().Max();
        return scores.Zip(expected).All(pair => MathF.Abs(pair.First - pair.Second) <= Tolerance * MathF.Max(1, largest)
            || (!float.IsFinite(pair.First) && !float.IsFinite(pair.Second)));
    }
}
