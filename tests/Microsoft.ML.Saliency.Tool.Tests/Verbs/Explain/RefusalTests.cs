namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>Bad input: one line that says what is wanted, what was given and what to do; exit code 2, nothing written.</summary>
[TestClass]
public sealed class RefusalTests : IDisposable
{
    private readonly ToolFolder _folder = new();

    [TestCleanup]
    public void RequireNothingWritten() => Assert.IsFalse(Directory.Exists(_folder.Out));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("Unrecognized command or argument '--bogus'", "--bogus")]
    [DataRow("Required argument missing for option: '--targets'", "--targets")]
    [DataRow("expects a single argument but 2 were provided", "--seed", "1", "--seed", "2")]
    [DataRow("expects a single argument but 2 were provided", "--preset", "caffe", "--preprocessing", "imagenet")]
    [DataRow("--preprocessing must be one of imagenet, caffe, tensorflow, zero-to-one", "--preset", "resnet50")]
    [DataRow("but was 'cafe'. Did you mean 'caffe'?", "--preprocessing", "cafe")]
    [DataRow("--batch-size must be a whole number, but was 'many'", "--batch-size", "many")]
    [DataRow("--batch-size must be at least 1", "--batch-size", "0")]
    [DataRow("--seed must be a whole number of at least 0, but was '-1'", "--seed", "-1")]
    [DataRow("--opacity must be a number, but was 'NaN'", "--opacity", "NaN")]
    [DataRow("--opacity must be from 0 to 1, but was 1.5", "--opacity", "1.5")]
    [DataRow("--method must be one of rise, occlusion, but was 'Rise'", "--method", "Rise")]
    [DataRow("but was '0'", "--method", "0")]
    [DataRow("--patch is not for --method rise. Leave it out", "--patch", "4")]
    [DataRow("--keep-probability must be greater than 0 and less than 1, but was 1.", "--keep-probability", "1")]
    [DataRow(
        "--keep-probability: The probability of keeping a cell must be a number between 0 and 1, or auto, but was 'half'",
        "--keep-probability", "half")]
    [DataRow("--fidelity must be greater than 0 and less than 1, but was 2.", "--fidelity", "2")]
    [DataRow(
        "--targets: The targets must be predicted, all, top:3 or class indices such as 281,282, but were 'cat', and the model's",
        "--targets", "cat")]
    [DataRow("--feed must be one value for each name, as in keep_prob=1,training=0, but was 'keep_prob'", "--feed", "keep_prob")]
    [DataRow("an input 'keep_prob' beside the images", "--feed", "keep_prob=1")]
    [DataRow("must be predicted, all, top:3 or class indices", "--targets", "top:0")]
    [DataRow("The top 9 classes need as many classes, but the model has 5", "--targets", "top:9")]
    [DataRow("Class indices must be the model's, 0 to 4, but one was 5", "--targets", "1,5")]
    [DataRow("--baseline: A baseline must be one of model-zero", "--baseline", "purple")]
    [DataRow("must be one of model-zero", "--baseline", "color:1,2")]
    [DataRow(
        "--baseline: The standard deviation of a Gaussian blur must be greater than 0 and at most 1000 pixels, but was -1.",
        "--baseline", "gaussian-blur:-1")]
    [DataRow("must be a whole number, but was '4.5'", "--baseline", "box-blur:4.5")]
    [DataRow("A shard must be i/n with 0 <= i < n, as in 0/4, but was '4/4'", "--shard", "4/4")]
    [DataRow("but was '-1/4'", "--shard", "-1/4")]
    [DataRow("but was 'first'", "--shard", "first")]
    [DataRow("--mean must be three numbers, red, green, blue, but has 2", "--mean", "1,2")]
    [DataRow("--std must be a list of numbers with commas between them, but was '1,,2'", "--std", "1,,2")]
    [DataRow("--std must be positive and finite", "--std", "1,0,1")]
    [DataRow("must be at least 1 pixel", "--short-side", "0")]
    [DataRow("1, 3 or 4 channels in an outer dimension of the input, but has ? x 3 x 16 x 16", "--layout", "nhwc")]
    [DataRow("--input-shape must be channels x height x width, as in 3x224x224, but was '224'", "--input-shape", "224")]
    [DataRow("3 x 8 x 8", "--input-shape", "3x8x8")]
    [DataRow("an input named 'pixels'", "--input-name", "pixels")]
    [DataRow("an output named 'classes'", "--output-name", "classes")]
    [DataRow("but was -1.", "--gpu", "-1")]
    [DataRow("--sessions must be at least 1", "--sessions", "0")]
    [DataRow("Label file 'none.txt' was not found", "--labels", "none.txt")]
    [DataRow("Settings file 'none.yaml' was not found", "--settings", "none.yaml")]
    public void Explain_WrongOption_IsRefused(string message, params string[] options) =>
        ToolRun.Refuses(message, [.. _folder.Explain, .. options]);

    [TestMethod]
    [DataRow("--masks", "0", "--masks must be at least 1, but was 0.")]
    [DataRow("--grid", "0", "--grid: A size must be a whole number of at least 1, or height x width as in 7x9, but was '0'")]
    [DataRow("--grid", "17", "--grid must be at least 1 and at most 16, the size of the model's input, but was 17.")]
    [DataRow("--resize", "stretch", "--resize must be one of exact, short-side, none")]
    [DataRow("--images", "none", "Image folder 'none' was not found")]
    [DataRow("--model", "none.onnx", "Model file 'none.onnx' was not found")]
    public void Explain_WrongValue_IsRefused(string option, string value, string message)
    {
        string[] args = _folder.Explain;
        args[Array.IndexOf(args, option) + 1] = value;

        ToolRun.Refuses(message, args);
    }

    [TestMethod]
    [DataRow("--model")]
    [DataRow("--images")]
    [DataRow("--out")]
    public void Explain_RequiredOptionMissing_IsRefused(string option)
    {
        List<string> args = [.. _folder.Explain];
        args.RemoveRange(args.IndexOf(option), 2);

        ToolRun.Refuses($"{option} is missing. The ", args);
    }

    [TestMethod]
    public void Explain_FolderWithoutImages_IsRefused()
    {
        using var empty = new ToolFolder(images: 0);
        File.WriteAllText(Path.Combine(empty.Images, "notes.txt"), "no picture");

        ToolRun.Refuses("has no file with one of the extensions .png", empty.Explain);
    }

    [TestMethod]
    public void Explain_NotAModel_IsRefused()
    {
        File.WriteAllText(_folder.Model, "no model");
        ToolRun.Refuses("(8 bytes) must be an ONNX model", _folder.Explain);
    }

    [TestMethod]
    public void Explain_NotAnImageClassifier_IsRefused()
    {
        File.WriteAllBytes(_folder.Model, TestModels.VectorInput());
        ToolRun.Refuses("must be an image classifier with", _folder.Explain);
    }

    [TestMethod]
    public void Explain_WrongNumberOfLabels_IsRefused()
    {
        File.WriteAllText(_folder.PathOf("labels.txt"), "one\ntwo\n");
        ToolRun.Refuses(
            "There must be 5 labels, one for each class of the model, but there are 2",
            [.. _folder.Explain, "--labels", _folder.PathOf("labels.txt")]);
    }

    [TestMethod]
    public void Explain_OutIsAFile_IsRefused()
    {
        File.WriteAllText(_folder.PathOf("file"), "");
        ToolRun.Refuses("must be a folder, but '", _folder.ExplainInto(_folder.PathOf("file")));
    }

    [TestMethod]
    public void Explain_OutCannotBeMade_IsRefused()
    {
        File.WriteAllText(_folder.PathOf("file"), "");
        ToolRun.Refuses("could not be created", _folder.ExplainInto(_folder.PathOf("file/run")));
    }

    [TestMethod]
    public void Explain_OutHoldsOtherFiles_IsRefused()
    {
        ToolRun.Refuses("holds other files. Choose another --out", [.. _folder.ExplainInto(_folder.Images), "--force"]);
        Assert.HasCount(3, Directory.GetFiles(_folder.Images));
    }

    [TestMethod]
    public void Explain_OutHoldsADamagedDescription_IsRefused()
    {
        Directory.CreateDirectory(_folder.PathOf("damaged"));
        File.WriteAllText(_folder.PathOf("damaged/run.json"), "{");
        ToolRun.Refuses("does not describe a run", _folder.ExplainInto(_folder.PathOf("damaged")));
    }

    [TestMethod]
    [DataRow("Required command was not provided")]
    [DataRow("Unrecognized command or argument 'explode'", "explode")]
    public void Tool_NoKnownVerb_IsRefused(string message, params string[] args) => ToolRun.Refuses(message, args);
}
