namespace Microsoft.ML.Saliency;

/// <summary>A pipeline whose middle, from images to features, is scored in batches.</summary>
/// <param name="Features">Scores images: its scores are the features.</param>
/// <param name="Front">What comes before, row by row; null if the features' images are the pipeline's input.</param>
/// <param name="Head">What comes after, row by row; null if the features are the scores.</param>
/// <param name="InputLength">Number of values of an input of the pipeline.</param>
internal sealed record FeatureChain(IScorer Features, PipelineFunction? Front, PipelineFunction? Head, int InputLength)
{
    // What another order of the same sums leaves of a score in single precision.
    private const float Tolerance = 1e-5f;

    /// <summary>Opens the ONNX stage of a pipeline; null, with the reason, if it does not make a vector of each image.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="schema">The schema of the pipeline's input.</param>
    /// <param name="input">The column to perturb.</param>
    /// <param name="shape">The shape of its tensors.</param>
    /// <param name="options">How to load and run the stage, with the context's settings.</param>
    /// <param name="reason">Why there is no chain.</param>
    public static FeatureChain? Open(
        OnnxStage stage, DataViewSchema schema, DataViewSchema.Column input, TensorShape shape, OnnxScorerOptions options,
        out string reason)
    {
        options = options with
        {
            InputName = stage.Input.Name,
            OutputName = stage.Features.Name,
            Activation = ScoreActivation.None,
            BinaryClasses = false,
            Labels = null,
            OnWarning = _ => { },
        };
        int length = ((VectorDataViewType)stage.Input.Type).Size;
        TensorShape? declared = stage.Takes(input) ? shape : PipelineColumns.ShapeOf(stage.Input.Type);
        OnnxScorer? scorer = Load(stage.Model, options, length, out reason);
        if (scorer is null && options.InputShape is null && declared is not null)
        {
            scorer = Load(stage.Model, options with { InputShape = declared }, length, out reason);
        }

        int size = ((VectorDataViewType)stage.Features.Type).Size;
        if (scorer is not null && size > 0 && scorer.ClassCount != size)
        {
            reason = $"its ONNX stage has {scorer.ClassCount} values for an image, but column '{stage.Features.Name}' has {size}";
            scorer.Dispose();
            scorer = null;
        }

        return scorer is null ? null : new FeatureChain(
            scorer, stage.Takes(input) ? null : stage.Front(schema, input, shape), stage.Head(scorer.ClassCount), shape.Length);
    }

    /// <summary>Whether images have the scores that the pipeline gives itself.</summary>
    /// <param name="rows">The pipeline, row by row.</param>
    /// <param name="shape">The shape of its input.</param>
    /// <param name="classes">Number of scores.</param>
    public bool Reproduces(PipelineFunction rows, TensorShape shape, int classes)
    {
        // A photograph in the three units that pipelines take.
        float[][] images = [.. ProbeImages.Create(shape).Where((_, i) => i % 2 == 1)];
        using PipelineRow row = rows.Open();
        var batch = new List<float>();
        for (int first = 0, size = Math.Min(images.Length, Features.MaxBatchSize); first < images.Length; first += size)
        {
            using var part = new FeatureBatch(this, size, classes);
            int count = Math.Min(size, images.Length - first);
            for (int i = 0; i < count; i++)
            {
                images[first + i].CopyTo(part.Inputs[(i * shape.Length)..]);
            }

            batch.AddRange(part.Score(count));
        }

        var expected = new float[images.Length * classes];
        for (int i = 0; i < images.Length; i++)
        {
            row.Compute(images[i], expected.AsSpan(i * classes, classes));
        }

        float largest = expected.Where(float.IsFinite).Select(MathF.Abs).DefaultIfEmpty().Max();
        bool isRounded = Features is OnnxScorer { IsOnDevice: true } or OnnxScorer { Precision: ScorerPrecision.Half };
        float tolerance = (isRounded ? HalfModel.Tolerance : Tolerance) * MathF.Max(1, largest);
        return expected.Zip(batch).All(pair => pair.First.Equals(pair.Second) || MathF.Abs(pair.First - pair.Second) <= tolerance);
    }

    private static OnnxScorer? Load(byte[] model, OnnxScorerOptions options, int length, out string reason)
    {
        try
        {
            var scorer = new OnnxScorer(model, options);
            if (length == 0 || scorer.InputShape.Length == length)
            {
                reason = "";
                return scorer;
            }

            reason = $"its ONNX stage takes {scorer.InputShape}, but column '{options.InputName}' has {length} values";
            scorer.Dispose();
        }
        catch (InvalidDataException exception)
        {
            reason = $"its ONNX stage is not run by OnnxScorer: {exception.Message.TrimEnd('.')}";
        }

        return null;
    }
}
