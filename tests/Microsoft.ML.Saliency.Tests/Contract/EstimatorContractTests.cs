namespace Microsoft.ML.Saliency.Tests;

/// <summary>The contract that ML.NET and its users expect of any transformer: schemas, cursors, chains and prediction engines. A derived
/// class for each of ours creates it.</summary>
/// <typeparam name="TRow">A row of data, with an Int32 property Number; the same values at each read.</typeparam>
/// <typeparam name="TResult">The columns that the transformer adds, as properties.</typeparam>
public abstract partial class EstimatorContractTests<TRow, TResult>
    where TRow : class
    where TResult : class, new()
{
    private protected MLContext MLContext { get; } = new(seed: 1);

    /// <summary>The columns that the transformer reads.</summary>
    protected abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>The columns that it adds.</summary>
    protected IReadOnlyList<string> Outputs { get; } = [.. typeof(TResult).GetProperties().Select(property => property.Name)];

    /// <summary>Rows whose values differ; row n has the number n.</summary>
    protected abstract TRow[] CreateRows(int count);

    /// <summary>The estimator, ready to be fitted.</summary>
    protected abstract IEstimator<ITransformer> CreateEstimator();

    [TestMethod]
    public void Schema_AskedTwice_IsOneObject()
    {
        IDataView transformed = Transform(Data(2));
        DataViewSchema schema = transformed.Schema;
        using DataViewRowCursor cursor = transformed.GetRowCursor(schema);

        Assert.AreSame(schema, transformed.Schema);
        Assert.AreSame(schema, cursor.Schema);
    }

    [TestMethod]
    public void Schema_OfTheTransformed_IsTheInputsWithTheNewColumnsBehind()
    {
        RecordingView data = Data(1);
        ITransformer transformer = CreateEstimator().Fit(data);

        string[] expected = [.. data.Schema.Select(column => column.Name), .. Outputs];
        foreach (DataViewSchema schema in new[] { transformer.Transform(data).Schema, transformer.GetOutputSchema(data.Schema) })
        {
            CollectionAssert.AreEquivalent(expected, schema.Select(column => column.Name).ToArray());
            for (int i = 0; i < data.Schema.Count; i++)
            {
                Assert.AreEqual(data.Schema[i].Type, schema[i].Type);
            }
        }

        Assert.AreEqual(0, Computed(data));
    }

    /// <summary>What the estimators behind are promised before Fit is what the data has.</summary>
    [TestMethod]
    public void GetOutputSchema_OfTheInputsShape_IsTheShapeOfTheTransformedData()
    {
        RecordingView data = Data(1);

        SchemaShape promised = CreateEstimator().GetOutputSchema(SchemaShapes.Of(data.Schema));
        SchemaShape found = SchemaShapes.Of(Transform(data).Schema);

        CollectionAssert.AreEqual(SchemaPropagationTests.Lines(found), SchemaPropagationTests.Lines(promised));
    }

    [TestMethod]
    public void Transform_TheInputsCountAndShuffling_AreForwarded()
    {
        RecordingView known = Data(3), unknown = new(known) { RowCount = null, CanShuffle = false };

        Assert.AreEqual(3, Transform(known).GetRowCount());
        Assert.IsTrue(Transform(known).CanShuffle);
        Assert.IsNull(Transform(unknown).GetRowCount());
        Assert.IsFalse(Transform(unknown).CanShuffle);
    }

    [TestMethod]
    public void GetRowToRowMapper_KeepsBothSchemas_AndRefusesRowsOfAnother()
    {
        RecordingView data = Data(1), other = Data(1);
        IRowToRowMapper mapper = CreateEstimator().Fit(data).GetRowToRowMapper(data.Schema);
        using DataViewRowCursor cursor = other.GetRowCursor(other.Schema);

        Assert.AreSame(data.Schema, mapper.InputSchema);
        Assert.Throws<ArgumentException>(() => mapper.GetRow(cursor, []));
        using DataViewRow row = mapper.GetRow(data.GetRowCursor(data.Schema), mapper.OutputSchema);
        Assert.AreSame(mapper.OutputSchema, row.Schema);
    }

    [TestMethod]
    public void GetDependencies_NewColumnsOrPassedThrough_AreTheInputsNeeded()
    {
        RecordingView data = Data(1);
        IRowToRowMapper mapper = CreateEstimator().Fit(data).GetRowToRowMapper(data.Schema);
        string[] Needed(params string[] names) =>
            [.. mapper.GetDependencies(names.Select(name => mapper.OutputSchema[name])).Select(column => column.Name)];

        CollectionAssert.AreEquivalent(Inputs.ToArray(), Needed(Outputs[0]));
        CollectionAssert.AreEquivalent(new[] { "Number" }, Needed("Number"));
        CollectionAssert.AreEquivalent((string[])[.. Inputs, "Number"], Needed([.. Outputs, "Number", Inputs[0]]));
    }

    private protected RecordingView Data(int rows) => new(new ShuffledRows<TRow>(MLContext, CreateRows(rows)));
    private protected IDataView Transform(IDataView data) => CreateEstimator().Fit(data).Transform(data);

    /// <summary>How many rows the transformer computed: it reads its inputs once for each.</summary>
    private protected long Computed(RecordingView data) => data.Reads(Inputs[0]);

    /// <summary>The values of the new columns, read straight from the transformed data, by the rows' numbers.</summary>
    private protected SortedDictionary<int, string> Expected(int rows) => RowValues.Read(Transform(Data(rows)), Outputs);
}
