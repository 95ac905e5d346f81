namespace Microsoft.ML.Saliency.Tests;

public abstract partial class EstimatorContractTests<TRow, TResult>
{
    /// <summary>The new columns that built-in transforms can keep in memory or in files: all but images.</summary>
    private string[] Storable
    {
        get
        {
            DataViewSchema schema = Transform(Data(1)).Schema;
            return [.. Outputs.Where(name => schema[name].Type is PrimitiveDataViewType or VectorDataViewType)];
        }
    }

    [TestMethod]
    public void Fit_Alone_ReadsAndComputesNothing()
    {
        RecordingView data = Data(3);

        _ = Transform(data).Schema;

        Assert.IsEmpty(data.Cursors);
    }

    [TestMethod]
    public void Fit_BetweenBuiltInTransforms_GivesTheSameValues()
    {
        RecordingView data = Data(4);
        var pipeline = MLContext.Transforms.CopyColumns("Before", Inputs[0])
            .Append(CreateEstimator())
            .Append(MLContext.Transforms.CopyColumns("Behind", Outputs[0]));

        IDataView transformed = pipeline.Fit(data).Transform(data);

        CollectionAssert.AreEqual(Expected(4), RowValues.Read(transformed, Outputs));
        CollectionAssert.AreEqual(RowValues.Read(Transform(Data(4)), [Outputs[0]]), RowValues.Read(transformed, ["Behind"]));
    }

    [TestMethod]
    public void Fit_WithOnFitDelegate_HandsTheTransformerOver()
    {
        ITransformer? seen = null;
        RecordingView data = Data(1);

        var chain = CreateEstimator().WithOnFitDelegate(transformer => seen = transformer)
            .Append(MLContext.Transforms.CopyColumns("Behind", Outputs[0])).Fit(data);

        Assert.AreSame(chain.First(), seen);
    }

    /// <summary>An estimator behind the checkpoint may read as often as it likes.</summary>
    [TestMethod]
    public void AppendCacheCheckpoint_ReadTwiceBehindIt_ComputesEachRowOnce()
    {
        string[] storable = Storable;
        if (storable.Length == 0)
        {
            Assert.Inconclusive("Image columns are not cached.");
        }

        RecordingView data = Data(3);
        var behind = new ReadTwice(storable);

        CreateEstimator().AppendCacheCheckpoint(MLContext).Append(behind).Fit(data);

        CollectionAssert.AreEqual(RowValues.Read(Transform(Data(3)), storable), behind.Read);
        Assert.AreEqual(3, Computed(data));
    }

    [TestMethod]
    public void Cache_ReadTwice_ComputesEachRowOnce()
    {
        string[] storable = Storable;
        RecordingView data = Data(3);
        IDataView cached = MLContext.Data.Cache(Transform(data));

        SortedDictionary<int, string> first = RowValues.Read(cached, storable), second = RowValues.Read(cached, storable);

        CollectionAssert.AreEqual(RowValues.Read(Transform(Data(3)), storable), first);
        CollectionAssert.AreEqual(first, second);
        Assert.AreEqual(storable.Length == 0 ? 0 : 3, Computed(data));
    }

    [TestMethod]
    public void ShuffleRows_Behind_KeepsValuesWithTheirRows()
    {
        string[] storable = Storable;
        IDataView shuffled = MLContext.Data.ShuffleRows(Transform(Data(8)), seed: 5);

        CollectionAssert.AreNotEqual(Enumerable.Range(0, 8).ToArray(), RowValues.Numbers(shuffled));
        CollectionAssert.AreEqual(RowValues.Read(Transform(Data(8)), storable), RowValues.Read(shuffled, storable));
    }

    [TestMethod]
    public void TakeRows_One_ComputesOneRow()
    {
        RecordingView data = Data(300);

        Assert.HasCount(1, RowValues.Read(MLContext.Data.TakeRows(Transform(data), 1), Outputs));

        Assert.AreEqual(1, Computed(data));
    }

    [TestMethod]
    public void Preview_TwoRows_ComputesTwo()
    {
        RecordingView data = Data(300);

        DataDebuggerPreview preview = Transform(data).Preview(maxRows: 2);

        Assert.HasCount(2, preview.RowView);
        CollectionAssert.IsSubsetOf(Outputs.ToArray(), preview.ColumnView.Select(column => column.Column.Name).ToArray());
        // Preview reads all it shows twice, the input column itself too; and that column once more is read for the new ones.
        Assert.IsLessThanOrEqualTo(2 * 3, Computed(data));
    }

    /// <summary>A built-in transform with an active column behind ours requests a cursor set, and splits a single one in blocks.</summary>
    [TestMethod]
    public void CopyColumns_Behind_OneRowReadComputesAFewOnly()
    {
        RecordingView data = Data(2000);
        IDataView transformed = Transform(data);
        IDataView copied = MLContext.Transforms.CopyColumns("Behind", Outputs[0]).Fit(transformed).Transform(transformed);
        using DataViewRowCursor cursor = copied.GetRowCursor([copied.Schema["Behind"]]);
        Func<string> read = RowValues.Reader(cursor, "Behind");

        Assert.IsTrue(cursor.MoveNext());
        read();

        // One row with the reader, four in ML.NET's queue, one waiting to enter it.
        Thread.Sleep(200);
        Assert.IsLessThanOrEqualTo(6, Computed(data));
    }

    [TestMethod]
    public void TrainTestSplit_Behind_BothPartsKeepValuesWithTheirRows()
    {
        DataOperationsCatalog.TrainTestData split = MLContext.Data.TrainTestSplit(Transform(Data(40)), testFraction: 0.3);

        SortedDictionary<int, string> train = RowValues.Read(split.TrainSet, Outputs), test = RowValues.Read(split.TestSet, Outputs);

        Assert.IsNotEmpty(train);
        Assert.IsNotEmpty(test);
        CollectionAssert.AreEqual(Expected(40), new SortedDictionary<int, string>(train.Concat(test).ToDictionary()));
    }

    [TestMethod]
    public void SaveAsBinary_AndLoaded_GivesTheSameValues()
    {
        string[] storable = Storable;
        IDataView transformed = Transform(Data(3));
        string file = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(file))
            {
                MLContext.Data.SaveAsBinary(
                    MLContext.Transforms.SelectColumns([.. storable, "Number"]).Fit(transformed).Transform(transformed), stream);
            }

            CollectionAssert.AreEqual(RowValues.Read(transformed, storable), RowValues.Read(MLContext.Data.LoadFromBinary(file), storable));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class ReadTwice(string[] columns) : IEstimator<ITransformer>
    {
        public SortedDictionary<int, string> Read { get; private set; } = [];
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;

        public ITransformer Fit(IDataView input)
        {
            Read = RowValues.Read(input, columns);
            CollectionAssert.AreEqual(Read, RowValues.Read(input, columns));
            return new TransformerChain<ITransformer>();
        }
    }
}
