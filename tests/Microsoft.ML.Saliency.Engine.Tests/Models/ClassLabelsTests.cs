namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class ClassLabelsTests
{
    private static readonly TensorShape Shape = new(1, 1, 2);

    [TestMethod]
    [DataRow("cat\ndog\nred fox", DisplayName = "lines")]
    [DataRow("\uFEFFcat\r\n dog \r\nred fox\r\n\r\n", DisplayName = "lines as Windows writes them")]
    [DataRow("""["cat", "dog", "red fox"]""", DisplayName = "JSON list")]
    [DataRow("""{ "1": "dog", "0": "cat", "2": "red fox" }""", DisplayName = "JSON dictionary, in any order")]
    [DataRow("{0: 'cat', 1: 'dog', 2: 'red fox'}", DisplayName = "Python dictionary")]
    [DataRow("['cat', \"dog\", 'red fox',]", DisplayName = "Python list")]
    public void Parse_EachForm_GivesTheLabelsInClassOrder(string text)
        => CollectionAssert.AreEqual(new[] { "cat", "dog", "red fox" }, ClassLabels.Parse(text).ToArray());

    [TestMethod]
    public void Parse_QuotesAndEscapes_AreUndone()
    {
        CollectionAssert.AreEqual(
            new[] { "bull's eye", "a \"b\", c", "back\\slash", "é" },
            ClassLabels.Parse("""{0: "bull's eye", 1: 'a "b", c', 2: 'back\\slash', 3: '\xe9'}""").ToArray());
        CollectionAssert.AreEqual(new[] { "it's", "a \"b\"", "é/" }, ClassLabels.Parse("""['it\'s', "a \"b\"", "\u00e9\/"]""").ToArray());
    }

    [TestMethod]
    [DataRow("", "but there is none")]
    [DataRow(" [] ", "but there is none")]
    [DataRow("cat\n\ndog", "name of class 1 is empty")]
    [DataRow("""["cat", 7]""", "but was '7'")]
    [DataRow("""["cat", {"a": 1}]""", "must be '\"name\"', but was '{\"a\": 1}'")]
    [DataRow("""{"cat": 0}""", "index: \"name\"")]
    [DataRow("{0: 'cat', 2: 'dog'}", "2 labels must be 0 to 1, but have 2 in place of 1")]
    [DataRow("{0: 'cat', 0: 'dog'}", "have 0 in place of 1")]
    [DataRow("['\\q']", "escape")]
    public void Parse_OtherText_SaysWhatWasExpected(string text, string expected)
        => Assert.ThrowsWith<FormatException>(() => ClassLabels.Parse(text), expected);

    [TestMethod]
    [DataRow("tabby", 1)]
    [DataRow(" TABBY ", 1)]
    [DataRow("tench", 0)]
    [DataRow("Tinca tinca", 0)]
    [DataRow("tench, Tinca tinca", 0)]
    [DataRow("tiger cat", 2)]
    public void IndexOf_NameOrOneOfSeveral_IsItsClass(string name, int expected)
    {
        var labels = new ClassLabels(["tench, Tinca tinca", "tabby", "tiger cat", "crane", "crane"]);

        Assert.AreEqual(expected, labels.IndexOf(name));
        Assert.AreEqual($"{expected},3", SaliencyTargets.Parse($"{expected},3", labels).ToString());
        Assert.AreEqual($"{expected}", SaliencyTargets.Named(labels, name).ToString());
        Assert.AreEqual($"{expected}", SaliencyTargets.Parse(name, labels).ToString());
    }

    [TestMethod]
    [DataRow("taby", "'taby' is none of them. Did you mean 'tabby'?")]
    [DataRow("tiger", "Did you mean 'tiger cat'?")]
    [DataRow("zebra", "one of the model's 5 names, but 'zebra' is none of them. (")]
    [DataRow("crane", "'crane' is the name of classes 3, 4. Use an index.")]
    public void IndexOf_NoClassOrSeveral_SaysSo(string name, string expected)
    {
        var labels = new ClassLabels(["tench, Tinca tinca", "tabby", "tiger cat", "crane", "crane"]);

        Assert.ThrowsWith<ArgumentException>(() => labels.IndexOf(name), expected);
        Assert.ThrowsWith<FormatException>(() => SaliencyTargets.Parse($"0,{name}", labels), expected.TrimEnd('(', ' '));
        Assert.ThrowsWith<FormatException>(() => SaliencyTargets.Parse(name, labels: null), $"but were '{name}'", "have no names");
    }

    [TestMethod]
    public void FromFile_GitLfsPointer_SaysSo()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");

        Assert.ThrowsWith<InvalidDataException>(() => ClassLabels.FromFile(path), "is a Git LFS pointer, not the labels", "git lfs pull");
        File.Delete(path);
    }

    [TestMethod]
    public void FromFile_DemoLabels_AreTheDemoModelsClasses()
    {
        ClassLabels labels = ClassLabels.FromFile(Path.Combine(AppContext.BaseDirectory, "Demo", "labels.txt"));

        Assert.HasCount(13, labels);
        Assert.AreEqual("none", labels[0]);
        Assert.AreEqual("shoe", labels[12]);
        labels.Validate(13);
    }

    [TestMethod]
    public void FromFile_NoFileOrNoLabels_NamesIt()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.ThrowsWith<InvalidDataException>(() => ClassLabels.FromFile(file), file);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.ThrowsWith<FileNotFoundException>(() => ClassLabels.FromFile(file), file);
    }

    [TestMethod]
    public void Constructor_NoLabelsOrAnEmptyOne_Throws()
    {
        Assert.ThrowsWith<ArgumentException>(() => new ClassLabels([]), "there is no name");
        Assert.ThrowsWith<ArgumentException>(() => new ClassLabels(["a", " ", "c"]), "label 1 of the 3");
    }

    [TestMethod]
    public void Indexer_NoSuchClass_SaysWhichThereAre()
        => Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new ClassLabels(["a", "b"])[2], "0 to 1");

    [TestMethod]
    public void Validate_AnotherCount_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(
            () => new ClassLabels(["cat", "dog"]).Validate(1000),
            "There must be 1000 labels, one for each class of the model, but there are 2, from 'cat' to 'dog'. Use");

    [TestMethod]
    [DataRow("names", "{0: 'cat', 1: 'dog'}", DisplayName = "as Ultralytics writes it")]
    [DataRow("class_names", """{"0": "cat", "1": "dog"}""")]
    [DataRow("classes", """["cat", "dog"]""")]
    [DataRow("labels", "cat\ndog")]
    public void OnnxScorer_NamesInTheModelsMetadata_AreItsLabels(string key, string value)
    {
        using var scorer = new OnnxScorer(TestModels.WithMetadata(Shape, [[1, 0], [0, 1]], key, value));

        CollectionAssert.AreEqual(new[] { "cat", "dog" }, scorer.Labels?.ToArray());
    }

    [TestMethod]
    [DataRow("author", "['cat', 'dog']", DisplayName = "another entry")]
    [DataRow("names", "['cat', 'dog', 'bird']", DisplayName = "of another number of classes")]
    [DataRow("names", "[1, 2]", DisplayName = "of another form")]
    public void OnnxScorer_NoNamesOfItsClasses_HasNoLabels(string key, string value)
    {
        using var scorer = new OnnxScorer(TestModels.WithMetadata(Shape, [[1, 0], [0, 1]], key, value));

        Assert.IsNull(scorer.Labels);
    }
}
