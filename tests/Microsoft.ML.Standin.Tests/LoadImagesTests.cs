using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public sealed class LoadImagesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Getter_OfTheNextRow_DisposesTheImageInHand()
    {
        var view = Load(Save("red.png", 255), Save("black.png", 0));
        var column = view.Schema["Image"];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<MLImage>(column);
        MLImage? image = null;

        cursor.MoveNext();
        getter(ref image!);
        var first = image;
        CollectionAssert.AreEqual(new byte[] { 0, 0, 255 }, first.GetBGRPixels);
        cursor.MoveNext();
        getter(ref image!);

        CollectionAssert.AreEqual(new byte[] { 0, 0, 0 }, image.GetBGRPixels);
        Assert.Throws<InvalidOperationException>(() => first.Width);
    }

    [TestMethod]
    public void Schema_OfLoadedImages_IsOfUnknownSize()
    {
        var view = Load(Save("red.png", 255));

        Assert.AreEqual<DataViewType>(new ImageDataViewType(), view.Schema["Image"].Type);
        Assert.HasCount(1, view.Preview(maxRows: 1).RowView);
    }

    private IDataView Load(params string[] names)
    {
        var rows = Some.ML.Data.LoadFromEnumerable(names.Select(name => new Row { Text = name }).ToList());
        return Some.ML.Transforms.LoadImages("Image", _folder, "Text").Fit(rows).Transform(rows);
    }

    private string Save(string name, byte red)
    {
        using var image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [red, 0, 0, 255]);
        image.Save(Path.Combine(_folder, name));
        return name;
    }
}
