namespace Microsoft.ML.Saliency;

/// <summary>Runs a session over the probe images.</summary>
internal sealed class ProbeRunner(InferenceSession session, OnnxInput form, OnnxFeed[] feeds, string[] outputs)
{
    private readonly float[][] _images = ProbeImages.Create(form.Shape);

    /// <summary>Returns the outputs that hold scores, with a row for each probe image.</summary>
    public ProbedOutput[] Run(int images)
    {
        ProbedOutput?[] probed = [];
        for (int first = 0; first < _images.Length; first += images)
        {
            ProbedOutput?[] found = RunOnce(first, images);
            probed = first == 0 ? found : [.. probed.Zip(found, (all, more) => all is null || more is null ? null : all.With(more))];
        }

        return [.. probed.OfType<ProbedOutput>()];
    }

    private ProbedOutput?[] RunOnce(int first, int images)
    {
        var buffer = new OnnxBuffer(form.Type, images * form.Shape.Length);
        // The last run is filled up with images that were scored before.
        buffer.Write([.. Enumerable.Range(first, images).SelectMany(i => _images[i % _images.Length])]);
        List<OrtValue> values = [buffer.Value(form.Dimensions(images)), .. feeds.Select(feed => feed.CreateValue(images))];
        using var runOptions = new RunOptions();
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> found = session.Run(
                runOptions, [form.Name, .. feeds.Select(feed => feed.Name)], values, outputs);
            GC.KeepAlive(buffer);
            int wanted = Math.Min(images, _images.Length - first);
            return [.. outputs.Select((name, i) => ProbedOutput.Read(name, found[i], images, wanted))];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }
}
