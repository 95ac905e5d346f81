using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>What a model does with a few fixed inputs: the facts that only a run shows.</summary>
/// <param name="Input">How it takes images.</param>
/// <param name="Outputs">Its outputs with a score for each class, and their values for the probe images.</param>
/// <param name="Warning">What is wrong with the model, though it can be used; null if nothing is.</param>
internal sealed record OnnxProbe(OnnxInput Input, IReadOnlyList<ProbedOutput> Outputs, string? Warning)
{
    // Scores of one image in different runs differ by rounding; more than this share of their range is another score. Our choice.
    private const float Tolerance = 0.02f;

    /// <summary>Runs the model.</summary>
    /// <param name="session">A session of the model.</param>
    /// <param name="forms">How it may take images, the likeliest first.</param>
    /// <param name="feeds">The values of its other inputs.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="options">What the caller settled.</param>
    /// <exception cref="InvalidDataException">It cannot score an image.</exception>
    public static OnnxProbe Run(
        InferenceSession session, IReadOnlyList<OnnxInput> forms, OnnxFeed[] feeds, OnnxModelName model, OnnxScorerOptions options)
    {
        string[] names = [.. session.OutputMetadata
            .Where(output => output.Value.IsTensor && OnnxElements.IsSupported(output.Value.ElementDataType)
                && (options.OutputName ?? output.Key) == output.Key)
            .Select(output => output.Key)];
        if (names.Length == 0)
        {
            throw NoScores(session, model, OnnxInput.Describe(session.OutputMetadata), options);
        }

        OnnxRuntimeException? first = null;
        foreach (OnnxInput form in forms)
        {
            var runner = new ProbeRunner(session, form, feeds, names);
            try
            {
                return Run(runner, form, session, model, options);
            }
            catch (OnnxRuntimeException exception)
            {
                first ??= exception;
            }
        }

        throw new InvalidDataException(
            $"Model '{model}' could not score an input of {string.Join(" x ", forms[0].Dimensions(forms[0].FixedBatchSize ?? 1))}: "
            + $"{first!.Message}",
            first);
    }

    /// <summary>Returns the values of a classifier's output for the probe images.</summary>
    /// <param name="session">A session of the classifier, or of the same in other arithmetic.</param>
    /// <param name="classifier">How it takes images and returns scores.</param>
    public static float[][] RowsOf(InferenceSession session, OnnxClassifier classifier) =>
        new ProbeRunner(session, classifier.Input, classifier.Feeds, [classifier.Output.Name])
            .Run(classifier.Input.FixedBatchSize ?? 1).Single().Rows;

    private static OnnxProbe Run(
        ProbeRunner runner, OnnxInput form, InferenceSession session, OnnxModelName model, OnnxScorerOptions options)
    {
        OnnxInput one = form with { FixedBatchSize = 1 };
        if (form.FixedBatchSize is int images)
        {
            return Judge(form, runner.Run(images), runner.Run(images), session, model, options);
        }

        // Two images: one does not show whether the outputs' first dimension is the batch.
        ProbedOutput[] pairs, singles = runner.Run(1);
        string failure;
        try
        {
            pairs = runner.Run(2);
            failure = "returned no row of scores for each image";
        }
        catch (OnnxRuntimeException)
        {
            (pairs, failure) = ([], "failed");
        }

        if (pairs.Length == 0)
        {
            return Judge(one, singles, runner.Run(1), session, model, options) with
            {
                Warning = $"Model '{model}' declares batches of any size, but {failure} for 2 images; it is run with 1 image at a time. "
                    + "Export it with a free batch dimension for more speed.",
            };
        }

        ProbedOutput[] paired = [.. singles.Where(output => pairs.Any(pair => pair.Form.Name == output.Form.Name))];
        if (pairs.All(pair => singles.Any(single => single.Form.Name == pair.Form.Name && pair.IsNear(single, Tolerance))))
        {
            return new OnnxProbe(form, pairs, null);
        }

        OnnxProbe probe = Judge(one, paired, runner.Run(1), session, model, options);
        return probe.Warning is not null ? probe : probe with
        {
            Warning = $"Model '{model}' scores an image differently beside other images of a batch; it is run with 1 image at a time. "
                + "Export it in evaluation mode.",
        };
    }

    /// <summary>Compares two runs of the same images.</summary>
    private static OnnxProbe Judge(
        OnnxInput form, ProbedOutput[] outputs, ProbedOutput[] again, InferenceSession session, OnnxModelName model,
        OnnxScorerOptions options)
    {
        if (outputs.Length == 0)
        {
            throw NoScores(session, model, OnnxInput.Describe(session.OutputMetadata), options);
        }

        bool isSteady = outputs.Zip(again).All(pair => pair.First.IsNear(pair.Second, Tolerance));
        return new OnnxProbe(form, outputs, isSteady ? null :
            $"Model '{model}' scores the same image differently in each run, so its maps are of chance. Export it in evaluation mode, "
            + "without dropout.");
    }

    private static InvalidDataException NoScores(
        InferenceSession session, OnnxModelName model, string given, OnnxScorerOptions options) => model.Refuse(
            options.OutputName is string name && !session.OutputMetadata.ContainsKey(name)
                ? $"an output named '{name}'"
                : $"an output of N x K scores ({OnnxElements.Names})",
            given,
            "Set OnnxScorerOptions.OutputName to another output, or use another model.");
}

/// <summary>An output with a score for each class, and its values for the probe images.</summary>
/// <param name="Form">The output.</param>
/// <param name="Rows">For each image K raw values.</param>
internal sealed record ProbedOutput(OnnxOutput Form, float[][] Rows)
{
    /// <summary>The rows that are evidence of what the values are.</summary>
    public float[][] FiniteRows { get; } = [.. Rows.Where(row => float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(row)))];

    /// <summary>Reads an output of a run; null if it does not hold scores.</summary>
    public static ProbedOutput? Read(string name, OrtValue value, int images, int wanted)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        if (OnnxOutput.Read(name, info.ElementDataType, info.Shape, images) is not OnnxOutput form)
        {
            return null;
        }

        var values = new float[images * form.Width];
        OnnxElements.Read(value.GetTensorMutableRawData(), values, form.Type);
        return new ProbedOutput(form, [.. values.Chunk(form.Width).Take(wanted)]);
    }

    /// <summary>Appends the rows of a later run; null if its form is another one.</summary>
    public ProbedOutput? With(ProbedOutput later) =>
        later.Form.Width == Form.Width ? new ProbedOutput(Form, [.. Rows, .. later.Rows]) : null;

    /// <summary>Whether two runs returned the same values, up to a share of their range.</summary>
    public bool IsNear(ProbedOutput other, float tolerance)
    {
        if (other.Form.Width != Form.Width)
        {
            return false;
        }

        float[] all = [.. FiniteRows.SelectMany(row => row)];
        float range = all.Length == 0 ? 0 : all.Max() - all.Min();
        return Rows.Zip(other.Rows).All(rows => rows.First.Zip(rows.Second).All(pair =>
            MathF.Abs(pair.First - pair.Second) <= tolerance * range
            || (!float.IsFinite(pair.First) && !float.IsFinite(pair.Second))
            || pair.First == pair.Second));
    }
}
