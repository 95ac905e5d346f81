using Microsoft.ML.OnnxRuntime;
using Spectre.Console;

namespace Microsoft.ML.Saliency.Tool;

/// <summary><c>mlsaliency info</c>: a model's inputs and outputs, its speed on this machine, and the time of a map.</summary>
internal sealed class InfoVerb() : Verb<InfoSettings>(
    "info", "Show a model's inputs and outputs, what runs it, how fast it is, and how long a map takes.")
{
    private const int NamesShown = 8;

    public override string Examples => """
        mlsaliency info --model resnet50.onnx
        # Which preprocessing was it trained with? The mean top score of the first images under each preset
        mlsaliency info --model resnet50.onnx --images photos/
        # On a GPU, with larger batches
        mlsaliency info --model resnet50.onnx --gpu 0 --batch-size 64
        """;

    protected override ExitCode Run(InfoSettings settings, Output output, CancellationToken cancellationToken)
    {
        IReadOnlyList<RgbImage> images = settings.Images is null ? [] : LoadImages(settings.Images, output);
        using OnnxScorer model = settings.Load(output);
        ModelTensors tensors = ModelTensors.Read(settings.Model);
        long rise = new RiseExplainer(model, PassSpeed.RiseFor(model.InputShape)).Passes;
        long occlusion = new OcclusionExplainer(model).Passes;
        double speed = PassSpeed.Measure(model, cancellationToken);
        IReadOnlyList<PreprocessingScore>? presets = images.Count == 0
            ? null
            : PreprocessingCheck.Compare(model, images, ImageSettings.Presets, cancellationToken);

        output.Event("info", new
        {
            tensors.Inputs,
            tensors.Outputs,
            model.InputName,
            model.OutputName,
            InputShape = model.InputShape.ToString(),
            model.InputShape.Layout,
            model.ClassCount,
            model.Activation,
            model.Labels,
            Decisions = model.Decisions.Concat(model.Warnings),
            model.Provider,
            model.Precision,
            model.BatchSize,
            Sessions = model.Concurrency,
            PassesPerSecond = speed,
            RiseSeconds = rise / speed,
            OcclusionSeconds = occlusion / speed,
            Presets = presets,
        });

        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        Row("inputs", string.Join(", ", tensors.Inputs));
        Row("outputs", string.Join(", ", tensors.Outputs));
        string input = $"{model.InputName} ({model.InputShape}, {Json.Word(model.InputShape.Layout)})";
        Row("used", $"{input} -> {model.OutputName} ({model.ClassCount} classes), activation {Json.Word(model.Activation)}");
        Row("classes", model.Labels is ClassLabels labels ? Shorten(labels) : "no names; give them with --labels");
        foreach (string decision in model.Decisions)
        {
            Row("decided", decision);
        }

        Row("provider", $"{model.Provider}, {model.Concurrency} session(s), batches of {model.BatchSize}");
        Row("speed", $"{speed:0.0} passes/s");
        Row("RISE", $"{rise} passes, {rise / speed:0.0} s a map by default");
        Row("occlusion", $"{occlusion} passes, {occlusion / speed:0.0} s a map by default");
        output.Table(table);
        if (presets is not null)
        {
            output.Line(
                $"\nThe presets of --preprocessing on {images.Count} image(s), the surest first. " +
                "The right one is sure, and of different classes for different images.");
            output.Table(PresetTable(presets));
        }

        return ExitCode.Done;

        static string Shorten(ClassLabels labels) =>
            string.Join("; ", labels.Take(NamesShown)) + (labels.Count > NamesShown ? $"; ... ({labels.Count} names)" : "");

        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }

    private static IReadOnlyList<RgbImage> LoadImages(string path, Output output)
    {
        IReadOnlyList<RgbImage> images = FirstImages.Load(ImageItem.Find(path, recursive: false, output), new ImageLoadOptions());
        return images.Count > 0 ? images : throw new ToolException($"--images '{path}' must have an image that can be read, but has none.");
    }

    private static Table PresetTable(IReadOnlyList<PreprocessingScore> presets)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("preset", "mean top score", "mean margin", "classes");
        foreach (PreprocessingScore preset in presets)
        {
            table.AddRow(preset.Name, $"{preset.TopScore:0.000}", $"{preset.Margin:0.000}", $"{preset.ClassCount}");
        }

        return table;
    }
}

/// <summary>All inputs and outputs of an ONNX file, whether they can be used or not.</summary>
/// <param name="Inputs">Each as "name: Float ? x 3 x 224 x 224".</param>
internal sealed record ModelTensors(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>Reads them.</summary>
    public static ModelTensors Read(string modelPath)
    {
        // The model is loaded without optimization, since it is not run.
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using var session = new InferenceSession(modelPath, options);
        return new ModelTensors(Describe(session.InputMetadata), Describe(session.OutputMetadata));
    }

    private static string[] Describe(IReadOnlyDictionary<string, NodeMetadata> nodes) => [.. nodes.Select(node => node.Value.IsTensor
        ? $"{node.Key}: {node.Value.ElementDataType} " +
            string.Join(" x ", node.Value.Dimensions.Select(side => side > 0 ? side.ToString() : "?"))
        : $"{node.Key}: {node.Value.OnnxValueType}")];
}
