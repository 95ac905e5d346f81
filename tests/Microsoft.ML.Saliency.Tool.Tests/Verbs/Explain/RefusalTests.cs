using OnnxModels;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>Bad input: one line that says what was expected and what was given, exit code 2, nothing written.</summary>
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
    [DataRow("Expected was a whole number for the option '--batch-size'; given was 'many'", "--batch-size", "many")]
    [DataRow("BatchSize must be at least 1", "--batch-size", "0")]
    [DataRow("Expected was a whole number of 0 or more for the option '--seed'; given was '-1'", "--seed", "-1")]
    [DataRow("Expected was a number for the option '--opacity'; given was 'NaN'", "--opacity", "NaN")]
    [DataRow("Expected was a number from 0 to 1 for the option '--opacity'; given was 1.5", "--opacity", "1.5")]
    [DataRow("Expected was one of rise, occlusion for the option '--method'; given was 'Rise'", "--method", "Rise")]
    [DataRow("given was '0'", "--method", "0")]
    [DataRow("'--patch' is for the method occlusion; the method is rise", "--patch", "4")]
    [DataRow("The probability of keeping a cell must be greater than 0 and less than 1; given was 1", "--keep-probability", "1")]
    [DataRow("Expected was a number between 0 and 1, or auto", "--keep-probability", "half")]
    [DataRow("The fidelity to stop at must be greater than 0 and less than 1; given was 2", "--fidelity", "2")]
    [DataRow("Expected was predicted, all, top:3 or class indices", "--targets", "cat")]
    [DataRow("Expected was predicted, all, top:3 or class indices", "--targets", "top:0")]
    [DataRow("The top 9 classes need as many classes, but the model has 5", "--targets", "top:9")]
    [DataRow("Class indices must be the model's, 0 to 4", "--targets", "1,5")]
    [DataRow("Expected was one of model-zero", "--baseline", "purple")]
    [DataRow("Expected was one of model-zero", "--baseline", "color:1,2")]
    [DataRow("The baseline 'gaussian-blur:-1' of the option '--baseline' cannot be", "--baseline", "gaussian-blur:-1")]
    [DataRow("expected was a whole number; given was 4.5", "--baseline", "box-blur:4.5")]
    [DataRow("Expected was a shard i/n with 0 <= i < n, as in 0/4; given was '4/4'", "--shard", "4/4")]
    [DataRow("given was '-1/4'", "--shard", "-1/4")]
    [DataRow("given was 'first'", "--shard", "first")]
    [DataRow("Expected were three numbers for the option '--mean', red, green, blue; given were 2", "--mean", "1,2")]
    [DataRow("Expected was a list of numbers with commas between them", "--std", "1,,2")]
    [DataRow("Std must be positive and finite", "--std", "1,0,1")]
    [DataRow("ShortSide must be at least 1 pixel", "--short-side", "0")]
    [DataRow("'--layout' goes with '--input-shape' only", "--layout", "nhwc")]
    [DataRow("as in 3x224x224; given was '224'", "--input-shape", "224")]
    [DataRow("an input that takes the InputShape 3 x 8 x 8", "--input-shape", "3x8x8")]
    [DataRow("an input named 'pixels'", "--input-name", "pixels")]
    [DataRow("an output named 'classes'", "--output-name", "classes")]
    [DataRow("GpuDeviceId must be 0 or more; given was -1", "--gpu", "-1")]
    [DataRow("Sessions must be at least 1", "--sessions", "0")]
    [DataRow("Labels file 'none.txt' was not found", "--labels", "none.txt")]
    [DataRow("Settings file 'none.yaml' was not found", "--settings", "none.yaml")]
    public void Explain_WrongOption_IsRefused(string message, params string[] options) => ToolRun.Refuses(message, [.. _folder.Explain, .. options]);

    [TestMethod]
    [DataRow("--masks", "0", "Masks must be at least 1; given was 0")]
    [DataRow("--grid", "0", "Expected was one whole number of at least 1, or height x width")]
    [DataRow("--grid", "17", "at most 16, the size of the model's input; given was 17")]
    [DataRow("--resize", "stretch", "Expected was one of exact, short-side, none")]
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

        ToolRun.Refuses($"The option '{option}' is missing", args);
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
        ToolRun.Refuses("Expected were 5 class names", [.. _folder.Explain, "--labels", _folder.PathOf("labels.txt")]);
    }

    [TestMethod]
    public void Explain_OutIsAFile_IsRefused()
    {
        File.WriteAllText(_folder.PathOf("file"), "");
        ToolRun.Refuses("is a file: expected was a folder for the results", _folder.ExplainInto(_folder.PathOf("file")));
    }

    [TestMethod]
    public void Explain_OutCannotBeMade_IsRefused()
    {
        File.WriteAllText(_folder.PathOf("file"), "");
        ToolRun.Refuses("could not be made", _folder.ExplainInto(_folder.PathOf("file/run")));
    }

    [TestMethod]
    public void Explain_OutHoldsOtherFiles_IsRefused()
    {
        ToolRun.Refuses("holds files but no run", [.. _folder.ExplainInto(_folder.Images), "--force"]);
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
