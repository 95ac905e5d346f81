namespace Microsoft.ML.Saliency.Tool;

/// <summary>Creates the pictures inside the page.</summary>
internal sealed class MapImages(string folder)
{
    /// <summary>Gets a figure of a picture file.</summary>
    public string Picture(string file, string description, string caption) => Figure(ReadFile(file), description, caption);

    /// <summary>Gets a figure of a map, drawn on a scale that it shares with others.</summary>
    public string Map(ShownMap map, ShownRow row, string description)
    {
        SaliencyMap read = ReadMap(ReadFile(map.File), map.File);
        (float, float)? range = row.Low < row.High ? (row.Low, row.High) : null;
        return Figure(read.Render(KnownColorMaps.Inferno, range).ToPng(), description, map.Label);
    }

    /// <summary>Reads a file of the study.</summary>
    /// <exception cref="ToolException">It is not there.</exception>
    public byte[] ReadFile(string file)
    {
        string path = Path.Combine(folder, file);
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new ToolException($"The study in '{folder}' has lost the file {file}. Run its command again to restore it.");
    }

    private static SaliencyMap ReadMap(byte[] bytes, string file)
    {
        (int height, int width) = NpyFile.Size(bytes)
            ?? throw new ToolException($"File '{file}' must be a map, a NumPy file of 1 x H x W floats, but is not.");
        return new SaliencyMap(height, width, NpyFile.Read(bytes, 1, height, width)[0], target: 0, score: 0);
    }

    private static string Figure(byte[] png, string description, string caption) =>
        $"""<figure><img alt="{HtmlText.Encode(description)}" src="data:image/png;base64,{Convert.ToBase64String(png)}"/>""" +
        $"<figcaption>{HtmlText.Encode(caption)}</figcaption></figure>";
}
