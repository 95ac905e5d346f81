namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>A study that takes a second.</summary>
internal static class SmallStudy
{
    /// <summary>The arguments.</summary>
    /// <param name="folder">The model and its images.</param>
    /// <param name="study">The study's folder.</param>
    /// <param name="others">Arguments besides.</param>
    public static string[] Into(ToolFolder folder, string study, params string[] others) =>
    [
        "study", "--model", folder.Model, "--images", folder.Images, "--out", study, "--resize", "exact",
        "--baselines", "model-zero,uniform-noise", "--masks", "16", "--grid", "4", "--other-grids", "2",
        "--other-keep-probabilities", "0.25", "--sigmas", "1,2", "--patches", "4", "--other-patches", "2",
        "--regions", "2", "--steps", "2", "--resamples", "20", "--shown", "1", .. others,
    ];

    /// <summary>The figures of a finished study.</summary>
    public static StudyResult Read(string study) =>
        System.Text.Json.JsonSerializer.Deserialize<StudyResult>(File.ReadAllBytes(Path.Combine(study, StudyResult.FileName)), Json.Files)!;
}
