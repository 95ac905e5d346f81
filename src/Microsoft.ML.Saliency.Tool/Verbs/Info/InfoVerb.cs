using Spectre.Console;

namespace Microsoft.ML.Saliency.Tool;

/// <summary><c>mlsaliency info</c>: a model's inputs and outputs, its speed on this machine, and the time of a map.</summary>
internal sealed class InfoVerb() : Verb<ModelSettings>(
    "info", "Show a model's inputs and outputs, what runs it, how fast it is, and how long a map takes.")
{
    public override string Examples => """
        mlsaliency info --model resnet50.onnx
        # On a GPU, with larger batches
        mlsaliency info --model resnet50.onnx --gpu 0 --batch-size 64
        """;

    protected override ExitCode Run(ModelSettings settings, Output output, CancellationToken cancellationToken)
    {
        using OnnxScorer model = settings.Load(output);
        ModelTensors tensors = ModelTensors.Read(settings.Model);
        long rise = new RiseExplainer(model, PassSpeed.RiseFor(model.InputShape)).Passes;
        long occlusion = new OcclusionExplainer(model).Passes;
        double speed = PassSpeed.Measure(model, cancellationToken);

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
            model.Provider,
            model.BatchSize,
            Sessions = model.Concurrency,
            PassesPerSecond = speed,
            RiseSeconds = rise / speed,
            OcclusionSeconds = occlusion / speed,
        });

        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        Row("inputs", string.Join(", ", tensors.Inputs));
        Row("outputs", string.Join(", ", tensors.Outputs));
        string input = $"{model.InputName} ({model.InputShape}, {Json.Word(model.InputShape.Layout)})";
        Row("used", $"{input} -> {model.OutputName} ({model.ClassCount} classes), activation {Json.Word(model.Activation)}");
        Row("provider", $"{model.Provider}, {model.Concurrency} session(s), batches of {model.BatchSize}");
        Row("speed", $"{speed:0.0} passes/s");
        Row("RISE", $"{rise} passes, {rise / speed:0.0} s a map by default");
        Row("occlusion", $"{occlusion} passes, {occlusion / speed:0.0} s a map by default");
        output.Table(table);
        return ExitCode.Done;

        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }
}
