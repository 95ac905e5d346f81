using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.SchemaShape.Column;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class EstimatorChainTests
{
    [TestMethod]
    public void Fit_BeforeFitting_PropagatesTheShapeOfTheSchema()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        var slotNames = new VectorDataViewType(TextDataViewType.Instance, 6);
        annotations.Add("SlotNames", slotNames, (ref VBuffer<ReadOnlyMemory<char>> value) => { });
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Fixed", new VectorDataViewType(NumberDataViewType.Single, 2, 3), annotations.ToAnnotations());
        schema.AddColumn("Free", new VectorDataViewType(NumberDataViewType.Double));
        schema.AddColumn("Key", new KeyDataViewType(typeof(uint), 10));
        schema.AddColumn("Image", new ImageDataViewType(2, 3));
        var probe = new ShapeProbe();

        new EstimatorChain<ITransformer>().Append(probe).Fit(new RowlessView(schema.ToSchema()));

        var shape = probe.Seen!.ToDictionary(column => column.Name);
        Assert.HasCount(4, shape);
        Assert.AreEqual((VectorKind.Vector, "Single", false), Summary(shape["Fixed"]));
        Assert.AreEqual("SlotNames", shape["Fixed"].Annotations.Single().Name);
        Assert.AreEqual((VectorKind.VariableVector, "Double", false), Summary(shape["Free"]));
        Assert.AreEqual((VectorKind.Scalar, "UInt32", true), Summary(shape["Key"]));
        Assert.AreEqual<DataViewType>(new ImageDataViewType(2, 3), shape["Image"].ItemType);
    }

    [TestMethod]
    public void Fit_FeedsEachEstimatorWhatThoseBeforeMake()
    {
        var seen = new List<string>();
        var chain = Some.ML.Transforms.CopyColumns("A", "Number")
            .WithOnFitDelegate(transformer => seen.Add("first"))
            .Append(Some.ML.Transforms.CopyColumns("B", "A").WithOnFitDelegate(transformer => seen.Add("second")));

        using var model = chain.Fit(Some.Numbers(3));

        CollectionAssert.AreEqual(new[] { "first", "second" }, seen);
        Assert.HasCount(2, model.ToArray());
        Assert.AreSame(model.Last(), model.LastTransformer);
        CollectionAssert.AreEqual(new[] { 0f, 1f, 2f }, model.Transform(Some.Numbers(3)).GetColumn<float>("B").ToArray());
    }

    [TestMethod]
    public void Fit_ColumnMissingAnywhereInTheChain_ThrowsBeforeFitting()
    {
        var fitted = false;
        var chain = Some.ML.Transforms.CopyColumns("A", "Number")
            .WithOnFitDelegate(transformer => fitted = true)
            .Append(Some.ML.Transforms.CopyColumns("B", "Missing"));

        Assert.Throws<ArgumentException>(() => chain.Fit(Some.Numbers(1)));
        Assert.IsFalse(fitted);
    }

    private static (VectorKind Kind, string ItemType, bool IsKey) Summary(SchemaShape.Column column) =>
        (column.Kind, column.ItemType.ToString()!, column.IsKey);

    private sealed class ShapeProbe : IEstimator<ITransformer>
    {
        public SchemaShape? Seen { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Seen = inputSchema;
    }

    private sealed class RowlessView(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new NotSupportedException();

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new NotSupportedException();
    }
}
