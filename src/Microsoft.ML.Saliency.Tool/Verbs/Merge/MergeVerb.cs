namespace Microsoft.ML.Saliency.Tool;

/// <summary><c>mlsaliency merge</c>: the shards of a run as the run that one process would have made, byte for byte.</summary>
internal sealed class MergeVerb() : Verb<MergeSettings>(
    "merge", "Combine the shards of 'explain --shard' into the run that one process would have made.")
{
    public override string Examples => """
        mlsaliency explain --model resnet50.onnx --images photos/ --out shards/0 --shard 0/2
        mlsaliency explain --model resnet50.onnx --images photos/ --out shards/1 --shard 1/2
        mlsaliency merge --shards shards --out run1
        """;

    protected override ExitCode Run(MergeSettings settings, Output output, CancellationToken cancellationToken)
    {
        ShardFolder[] shards = ShardFolder.FindAll(settings.Shards);
        ImageResult[] images = [.. shards.SelectMany(shard => shard.Images).OrderBy(image => image.Image, StringComparer.Ordinal)];
        RequireOneSetOfImages(shards, images);

        using RunFolder run = RunFolder.Open(settings.Out, shards[0].Description, settings.Force);
        run.Delete(ResultsTable.FileName);
        foreach (ShardFolder shard in shards)
        {
            foreach (ImageResult image in shard.Images)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (string file in image.Files())
                {
                    string source = Path.Combine(shard.Folder, file);
                    AtomicFile.Write(run.PathOf(file), part => File.Copy(source, part, overwrite: true));
                }
            }
        }

        ResultsTable.Write(run, images.Select(image => image.Image));
        int skipped = images.Count(image => image.Error is not null);
        ExitCode code = WorkSummary.ExitCodeOf(skipped, settings.AllowSkipped);
        output.Event("end", new { settings.Out, Shards = shards.Length, Total = images.Length, Skipped = skipped, ExitCode = (int)code });
        string table = Path.Combine(settings.Out, ResultsTable.FileName);
        output.Line($"{shards.Length} shards, {images.Length} images, {skipped} of them skipped: {table}");
        return code;
    }

    /// <summary>Checks that image k of the folder went to shard k mod n: all shards then saw the same folder.</summary>
    private static void RequireOneSetOfImages(ShardFolder[] shards, ImageResult[] images)
    {
        bool areDistinct = images.DistinctBy(image => image.Image).Count() == images.Length;
        foreach (ShardFolder shard in shards)
        {
            IEnumerable<string> expected = shard.Shard.Of(images).Select(image => image.Image);
            if (!areDistinct || !shard.Images.Select(image => image.Image).SequenceEqual(expected))
            {
                throw new ToolException(
                    $"Shard {shard.Shard} in '{shard.Folder}' has another set of images than the others. " +
                    "Run all shards again on one folder of images.");
            }
        }
    }
}

/// <summary>Settings of <see cref="MergeVerb"/>.</summary>
internal sealed record MergeSettings
{
    [Setting("The folder that holds the shards' folders.", Value = "FOLDER", IsRequired = true)]
    public string Shards { get; init; } = "";

    [Setting("The folder for the whole run: new, empty, or of the same run before.", Value = "FOLDER", IsRequired = true)]
    public string Out { get; init; } = "";

    [Setting("Discard the folder's results if they have other settings.")]
    public bool Force { get; init; }

    [Setting("Return 0 even if some images were skipped.")]
    public bool AllowSkipped { get; init; }
}
