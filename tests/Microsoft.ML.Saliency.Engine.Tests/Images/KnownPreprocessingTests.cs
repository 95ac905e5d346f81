namespace Microsoft.ML.Saliency.Tests;

/// <summary>The presets on the pixel (255, 128, 0), worked by hand.</summary>
[TestClass]
public sealed class KnownPreprocessingTests
{
    [TestMethod]
    [DataRow(nameof(KnownPreprocessing.ImageNet), (1 - 0.485) / 0.229, ((128 / 255.0) - 0.456) / 0.224, -0.406 / 0.225)]
    [DataRow(nameof(KnownPreprocessing.Caffe), -103.939, 128 - 116.779, 255 - 123.68)]
    [DataRow(nameof(KnownPreprocessing.TensorFlow), 1.0, (128 / 127.5) - 1, -1.0)]
    [DataRow(nameof(KnownPreprocessing.ZeroToOne), 1.0, 128 / 255.0, 0.0)]
    public void Apply_OnePixel_GivesTheModelsValues(string preset, double first, double second, double third)
    {
        var preprocessing = (ImagePreprocessing)typeof(KnownPreprocessing).GetProperty(preset)!.GetValue(null)!;
        float[] tensor = new float[3];

        preprocessing.Apply(RgbImage.FromPixels([255, 128, 0], 1, 1, PixelFormat.Rgb24), new(3, 1, 1), tensor);

        Close.All<float>([(float)first, (float)second, (float)third], tensor, absolute: 1e-5f);
    }

    /// <summary>Every name on the same pixel: red, green and blue, or blue, green and red.</summary>
    [TestMethod]
    [DataRow("imagenet resnet50-torchvision densenet-keras resnet50-torchvision-v2", (1 - 0.485) / 0.229, 0.20518, -0.406 / 0.225)]
    [DataRow("caffe resnet-keras vgg-keras", -103.939, 128 - 116.779, 255 - 123.68)]
    [DataRow("tensorflow mobilenet-tf inception-tf vit", 1.0, 0.00392157, -1.0)]
    [DataRow("zero-to-one yolo-cls mnist", 1.0, 0.5019608, 0.0)]
    [DataRow("zero-to-255 efficientnet-keras", 255.0, 128.0, 0.0)]
    [DataRow("custom-vision", 0.0, 128.0, 255.0)]
    [DataRow("squeezenet-caffe", -104.0, 11.0, 132.0)]
    [DataRow("clip", (1 - 0.48145466) / 0.26862954, (0.5019608 - 0.4578275) / 0.26130258, -0.40821073 / 0.27577711)]
    public void Find_Name_GivesTheModelsValues(string names, double first, double second, double third)
    {
        byte[] pixel = [255, 128, 0];
        RgbImage image = RgbImage.FromPixels([.. Enumerable.Repeat(pixel, 100).SelectMany(bytes => bytes)], 10, 10, PixelFormat.Rgb24);
        foreach (string name in names.Split(' '))
        {
            float[] tensor = new float[3];
            (KnownPreprocessing.Find(name).Preprocessing with { Resize = ResizeMode.Exact }).Apply(image, new(3, 1, 1), tensor);

            Close.All<float>([(float)first, (float)second, (float)third], tensor, absolute: 1e-4f);
        }
    }

    [TestMethod]
    public void All_Names_AreKebabCaseAndDistinctAndHaveSources()
    {
        string[] names = [.. KnownPreprocessing.All.Select(preset => preset.Name)];

        CollectionAssert.AllItemsAreUnique(names);
        Assert.IsTrue(names.All(name => name.All(letter => letter is '-' || char.IsAsciiDigit(letter) || char.IsAsciiLetterLower(letter))));
        Assert.IsTrue(KnownPreprocessing.All.All(preset => preset.Source.Length > 0 && preset.Models.Length > 0));
        Assert.AreEqual(232, KnownPreprocessing.Find("resnet50-torchvision-v2").Preprocessing.ShortSide);
    }

    [TestMethod]
    public void Find_UnknownName_ListsThem()
        => Assert.ThrowsWith<ArgumentException>(() => KnownPreprocessing.Find("resnet"), "one of imagenet, caffe", "but was 'resnet'");

    [TestMethod]
    [DataRow(0, "tench")]
    [DataRow(207, "golden retriever")]
    [DataRow(258, "Samoyed")]
    [DataRow(281, "tabby")]
    [DataRow(285, "Egyptian cat")]
    [DataRow(967, "espresso")]
    [DataRow(999, "toilet tissue")]
    public void ClassLabelsImageNet_Index_HasItsName(int index, string name)
    {
        Assert.AreEqual(name, ClassLabels.ImageNet[index]);
        Assert.HasCount(1000, ClassLabels.ImageNet.Distinct());
    }
}
