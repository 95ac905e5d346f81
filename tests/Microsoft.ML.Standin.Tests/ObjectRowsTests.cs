using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class ObjectRowsTests
{
    [TestMethod]
    public void LoadFromEnumerable_Members_BecomeColumnTypes()
    {
        var schema = Some.ML.Data.LoadFromEnumerable(new List<Row>()).Schema;

        Assert.AreEqual<DataViewType>(NumberDataViewType.Single, schema["Number"].Type);
        Assert.AreEqual<DataViewType>(TextDataViewType.Instance, schema["Text"].Type);
        Assert.AreEqual<DataViewType>(new VectorDataViewType(NumberDataViewType.Single, 2, 3), schema["Fixed"].Type);
        Assert.IsFalse(((VectorDataViewType)schema["Free"].Type).IsKnownSize);
    }

    [TestMethod]
    public void CreateEnumerable_OfLoadFromEnumerable_GivesTheSameValues()
    {
        var rows = new List<Row>
        {
            new() { Number = 1, Text = "one", Fixed = [1, 2, 3, 4, 5, 6], Free = [1] },
            new() { Number = 2, Text = "two", Fixed = [6, 5, 4, 3, 2, 1], Free = [2, 3] },
        };

        var read = Some.ML.Data.CreateEnumerable<Row>(Some.ML.Data.LoadFromEnumerable(rows), reuseRowObject: false).ToList();

        Assert.HasCount(2, read);
        for (var i = 0; i < 2; i++)
        {
            Assert.AreEqual((rows[i].Number, rows[i].Text), (read[i].Number, read[i].Text));
            CollectionAssert.AreEqual(rows[i].Fixed, read[i].Fixed);
            CollectionAssert.AreEqual(rows[i].Free, read[i].Free);
        }
    }

    [TestMethod]
    public void LoadFromEnumerable_ImageMember_IsServedAsItIs()
    {
        using var image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255, 4, 5, 6, 255]);
        var view = Some.ML.Data.LoadFromEnumerable(new[] { new ImageRow { Image = image, Class = 3 } });

        var read = Some.ML.Data.CreateEnumerable<ImageRow>(view, reuseRowObject: false).Single();

        Assert.AreEqual<DataViewType>(new ImageDataViewType(1, 2), view.Schema["Image"].Type);
        Assert.HasCount(2, view.Schema);
        Assert.AreSame(image, read.Image);
        Assert.AreEqual(3u, read.Class);
    }

    [TestMethod]
    public void LoadFromEnumerable_SchemaDefinition_SetsTheTypeAtRunTime()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Free"].ColumnType = new VectorDataViewType(NumberDataViewType.Double, 4);

        // A fixed size is declared, not enforced.
        var view = Some.ML.Data.LoadFromEnumerable(new[] { new Row { Free = [1, 2] } }, definition);

        Assert.AreEqual(4, ((VectorDataViewType)view.Schema["Free"].Type).Size);
        Assert.HasCount(2, view.GetColumn<double[]>("Free").Single());
    }

    [TestMethod]
    public void LoadFromEnumerable_ImageOfUnknownSize_CannotBeRead()
    {
        using var image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255]);
        var definition = SchemaDefinition.Create(typeof(ImageRow), SchemaDefinition.Direction.Read);
        definition["Image"].ColumnType = new ImageDataViewType();
        var view = Some.ML.Data.LoadFromEnumerable(new[] { new ImageRow { Image = image } }, definition);

        Assert.Throws<NotSupportedException>(() => view.GetColumn<MLImage>("Image").ToList());
    }

    [TestMethod]
    public void CreateEnumerable_MissingColumn_ThrowsUnlessIgnored()
    {
        var view = Some.Numbers(1);

        Assert.Throws<ArgumentException>(() => Some.ML.Data.CreateEnumerable<Row>(view, reuseRowObject: false).ToList());
        Assert.HasCount(1, Some.ML.Data.CreateEnumerable<Row>(view, reuseRowObject: false, ignoreMissingColumns: true).ToList());
    }

    [TestMethod]
    public void CreateEnumerable_OtherItemType_Throws()
    {
        var view = Some.ML.Data.LoadFromEnumerable(new[] { new { Number = 1 } });

        Assert.Throws<InvalidOperationException>(() => Some.ML.Data.CreateEnumerable<NumberRow>(view, reuseRowObject: false).ToList());
    }
}
