namespace Microsoft.ML.Saliency.Tool;

/// <summary>The finished run of one shard.</summary>
internal sealed record ShardFolder(string Folder, Shard Shard, JsonObject Description, IReadOnlyList<ImageResult> Images)
{
    /// <summary>Reads the shards in a folder, in their order.</summary>
    /// <exception cref="ToolException">They are not all of the shards of one run, or one is not finished.</exception>
    public static ShardFolder[] FindAll(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ToolException($"Folder '{folder}' was not found. --shards must be the folder that holds the shards' folders.");
        }

        ShardFolder[] shards = [.. Directory.EnumerateDirectories(folder)
            .Where(shard => File.Exists(Path.Combine(shard, RunFolder.DescriptionFile)))
            .Select(Read)
            .OrderBy(shard => shard.Shard.Index)];
        if (shards.Length == 0)
        {
            throw new ToolException(
                $"Folder '{folder}' must hold the folders that 'mlsaliency explain --shard' has written, but holds none.");
        }

        foreach (ShardFolder shard in shards)
        {
            IReadOnlyList<string> differences = JsonDifferences.Find(shards[0].Description, shard.Description);
            if (shard.Shard.Count != shards[0].Shard.Count || differences.Count > 0)
            {
                throw new ToolException(
                    $"The shards must be of one run, but '{shards[0].Folder}' and '{shard.Folder}' are not: " +
                    (differences.Count > 0 ? string.Join("; ", differences) : $"they are {shards[0].Shard} and {shard.Shard}"));
            }
        }

        int count = shards[0].Shard.Count;
        return shards.Select(shard => shard.Shard.Index).SequenceEqual(Enumerable.Range(0, count))
            ? shards
            : throw new ToolException(
                $"Folder '{folder}' must hold the shards 0/{count} to {count - 1}/{count}, each once, " +
                $"but holds {string.Join(", ", shards.Select(shard => shard.Shard))}.");
    }

    private static ShardFolder Read(string folder)
    {
        JsonObject description = RunFolder.ReadDescription(folder);
        Shard shard = description["shard"]?.ToString() is string text
            ? Shard.Parse(text)
            : throw new ToolException($"The run in '{folder}' must be a shard, made with 'explain --shard', but is a whole run.");
        description.Remove("shard");
        return File.Exists(Path.Combine(folder, ResultsTable.FileName))
            ? new ShardFolder(folder, shard, description, ImageResult.ReadAll(folder))
            : throw new ToolException($"Shard {shard} in '{folder}' is not finished. Run its command again to continue.");
    }
}
