namespace Microsoft.ML.Saliency.Tests;

public abstract partial class EstimatorContractTests<TRow, TResult>
{
    [TestMethod]
    public void Position_OverACursorsLife_IsMinusOneThenCountsThenMinusOne()
    {
        using DataViewRowCursor cursor = Transform(Data(2)).GetRowCursor([]);
        var positions = new List<long> { cursor.Position };
        while (cursor.MoveNext())
        {
            positions.Add(cursor.Position);
        }

        positions.Add(cursor.Position);
        CollectionAssert.AreEqual(new long[] { -1, 0, 1, -1 }, positions);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void GetGetter_InactiveColumn_Throws()
    {
        IDataView transformed = Transform(Data(1));
        DataViewSchema.Column active =
            transformed.Schema[Outputs[0]], inactive = transformed.Schema[Outputs[^1]], passedThrough = transformed.Schema["Number"];
        DataViewSchema.Column[] asked = Outputs.Count > 1 ? [active] : [];

        foreach (DataViewRowCursor cursor in Cursors(transformed, asked))
        {
            using (cursor)
            {
                Assert.AreEqual(Outputs.Count > 1, cursor.IsColumnActive(active));
                Assert.IsFalse(cursor.IsColumnActive(inactive));
                Assert.IsFalse(cursor.IsColumnActive(passedThrough));
                Assert.Contains(
                    "not active", Assert.Throws<InvalidOperationException>(() => RowValues.Reader(cursor, inactive.Name)).Message);
                Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(passedThrough));
            }
        }
    }

    [TestMethod]
    public void GetGetter_WrongType_SaysWhatTheColumnHolds()
    {
        IDataView transformed = Transform(Data(1));
        DataViewSchema.Column column = transformed.Schema[Outputs[0]];

        foreach (DataViewRowCursor cursor in Cursors(transformed, [column]))
        {
            using (cursor)
            {
                string message = Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<DateTime>(column)).Message;
                Assert.Contains($"'{column.Name}'", message);
                Assert.Contains("DateTime", message);
            }
        }
    }

    [TestMethod]
    public void Getter_BeforeTheFirstRowAndBehindTheLast_Throws()
    {
        IDataView transformed = Transform(Data(1));
        using DataViewRowCursor cursor = transformed.GetRowCursor(transformed.Schema);
        Func<string>[] readers = [.. Outputs.Select(name => RowValues.Reader(cursor, name))];
        foreach (Func<string> read in readers)
        {
            Assert.ThrowsExactly<InvalidOperationException>(() => read());
        }

        Assert.IsTrue(cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
        foreach (Func<string> read in readers)
        {
            Assert.ThrowsExactly<InvalidOperationException>(() => read());
        }
    }

    [TestMethod]
    public void GetRowCursor_OnlyPassedThrough_AsksTheSourceForNoMoreAndComputesNothing()
    {
        RecordingView data = Data(3);
        IDataView transformed = Transform(data);

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, RowValues.Numbers(transformed));

        CollectionAssert.AreEqual(new[] { "Number" }, data.Cursors.Single().Columns.ToArray());
        Assert.AreEqual(0, Computed(data));
    }

    [TestMethod]
    public void GetRowCursor_OneNewColumn_AsksTheSourceForTheInputsOnly()
    {
        RecordingView data = Data(1);
        IDataView transformed = Transform(data);

        transformed.GetRowCursor([transformed.Schema[Outputs[0]]]).Dispose();

        CollectionAssert.AreEquivalent(Inputs.ToArray(), data.Cursors.Single().Columns.ToArray());
    }

    [TestMethod]
    public void Getters_AllColumnsReadTwice_ComputeEachRowOnce()
    {
        RecordingView data = Data(3);
        IDataView transformed = Transform(data);
        using DataViewRowCursor cursor = transformed.GetRowCursor(Outputs.Select(name => transformed.Schema[name]));
        Func<string> read = RowValues.Reader(cursor, Outputs);
        while (cursor.MoveNext())
        {
            Assert.AreEqual(read(), read());
        }

        Assert.AreEqual(3, Computed(data));
    }

    [TestMethod]
    public void Getter_RowsLeftOut_AreNotComputed()
    {
        RecordingView data = Data(3);
        IDataView transformed = Transform(data);
        using DataViewRowCursor cursor = transformed.GetRowCursor([transformed.Schema[Outputs[0]]]);
        Func<string> read = RowValues.Reader(cursor, Outputs[0]);
        cursor.MoveNext();
        cursor.MoveNext();
        read();
        cursor.MoveNext();

        Assert.AreEqual(1, Computed(data));
    }

    /// <summary>The caller's buffer is filled and not kept.</summary>
    [TestMethod]
    public void Getter_CallersBuffer_IsFilledAndNotKept()
    {
        IDataView transformed = Transform(Data(1));
        using DataViewRowCursor cursor = transformed.GetRowCursor(Outputs.Select(name => transformed.Schema[name]));
        cursor.MoveNext();
        IEnumerable<DataViewSchema.Column> vectors = cursor.Schema.Where(column => column.Type.RawType == typeof(VBuffer<float>));
        foreach (DataViewSchema.Column column in vectors.Where(column => Outputs.Contains(column.Name)))
        {
            ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
            var array = new float[1000];
            var buffer = new VBuffer<float>(array.Length, array);
            getter(ref buffer);
            float[] values = [.. buffer.DenseValues()];
            CollectionAssert.AreEqual(values, array[..values.Length], "The array passed was not used.");

            Array.Clear(array);
            VBuffer<float> other = default;
            getter(ref other);
            CollectionAssert.AreEqual(values, other.DenseValues().ToArray());
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    public void GetRowCursorSet_AnyNumber_HasEachRowOnceAndABatchInOneCursorOnly(int number)
    {
        IDataView transformed = Transform(Data(5));
        DataViewRowCursor[] cursors = transformed.GetRowCursorSet(transformed.Schema, number);
        var values = new SortedDictionary<int, string>();
        var batches = new HashSet<long>();
        foreach (DataViewRowCursor cursor in cursors)
        {
            Assert.AreSame(transformed.Schema, cursor.Schema);
            Assert.IsTrue(transformed.Schema.All(cursor.IsColumnActive));
            Assert.AreEqual(-1, cursor.Position);
            Func<string> readNumber = RowValues.Reader(cursor, "Number"), read = RowValues.Reader(cursor, Outputs);
            var own = new List<long>();
            while (cursor.MoveNext())
            {
                values.Add(int.Parse(readNumber()), read());
                own.Add(cursor.Batch);
            }

            CollectionAssert.AreEqual(own.Order().ToArray(), own);
            foreach (long batch in own.Distinct())
            {
                Assert.IsTrue(batches.Add(batch), $"Batch {batch} is in two cursors.");
            }

            cursor.Dispose();
        }

        CollectionAssert.AreEqual(Expected(5), values);
    }

    [TestMethod]
    public void GetIdGetter_SerialShuffledAndInSets_RowsKeepTheirIds()
    {
        IDataView transformed = Transform(Data(6));
        DataViewSchema.Column[] number = [transformed.Schema["Number"]];

        Dictionary<int, DataViewRowId> serial = Ids(transformed.GetRowCursor(number));

        Assert.HasCount(6, serial.Values.Distinct());
        CollectionAssert.AreEquivalent(serial, Ids(transformed.GetRowCursor(transformed.Schema)));
        CollectionAssert.AreEquivalent(serial, Ids(transformed.GetRowCursor(number, new Random(7))));
        CollectionAssert.AreEquivalent(serial, Ids(transformed.GetRowCursorSet(number, 3)));
    }

    [TestMethod]
    public void GetRowCursor_Shuffled_KeepsValuesWithTheirRows()
    {
        IDataView transformed = Transform(Data(6));

        CollectionAssert.AreNotEqual(Enumerable.Range(0, 6).ToArray(), RowValues.Numbers(transformed, new Random(7)));
        CollectionAssert.AreEqual(Expected(6), RowValues.Read(transformed, Outputs, new Random(7)));
    }

    [TestMethod]
    public void GetRowCursor_ShuffledWhereTheSourceCannot_KeepsTheOrder()
    {
        var data = new RecordingView(Data(6)) { CanShuffle = false };

        CollectionAssert.AreEqual(Enumerable.Range(0, 6).ToArray(), RowValues.Numbers(Transform(data), new Random(7)));
        Assert.IsNull(data.Cursors.Last().Random);
    }

    [TestMethod]
    public void GetRowCursor_TwoInTurn_GiveEqualValues()
    {
        IDataView transformed = Transform(Data(3));
        using DataViewRowCursor one = transformed.GetRowCursor(transformed.Schema), other = transformed.GetRowCursor(transformed.Schema);
        Func<string> readOne = RowValues.Reader(one, Outputs), readOther = RowValues.Reader(other, Outputs);
        var values = new HashSet<string>();

        while (one.MoveNext())
        {
            Assert.IsTrue(other.MoveNext());
            Assert.IsTrue(values.Add(readOne()), "Rows of this test differ.");
            Assert.AreEqual(readOne(), readOther());
        }
    }

    [TestMethod]
    public void Dispose_OfACursorTwice_DisposesTheSourcesOnce()
    {
        RecordingView data = Data(2);
        IDataView transformed = Transform(data);

        foreach (DataViewRowCursor cursor in Cursors(transformed, transformed.Schema))
        {
            cursor.MoveNext();
            cursor.Dispose();
            cursor.Dispose();
        }

        Assert.HasCount(2, data.Cursors);
        Assert.IsTrue(data.Cursors.All(cursor => cursor.Disposals == 1));
    }

    [TestMethod]
    public void GetRow_Disposed_DisposesTheRowItIsOver()
    {
        RecordingView data = Data(1);
        IRowToRowMapper mapper = CreateEstimator().Fit(data).GetRowToRowMapper(data.Schema);
        var input = (RecordingCursor)data.GetRowCursor(data.Schema);

        mapper.GetRow(input, mapper.OutputSchema).Dispose();

        Assert.AreEqual(1, input.Disposals);
    }

    /// <summary>One thread at a time, but not the one that made the cursor.</summary>
    [TestMethod]
    public void GetRowCursor_UsedOnAnotherThread_GivesTheSameValues()
    {
        IDataView transformed = Transform(Data(3));
        using DataViewRowCursor cursor = transformed.GetRowCursor(transformed.Schema);
        SortedDictionary<int, string> values = [];
        var thread = new Thread(() => values = RowValues.Read(cursor, Outputs));
        thread.Start();
        thread.Join();

        CollectionAssert.AreEqual(Expected(3), values);
    }

    [TestMethod]
    public void Transform_ReadOnSeveralThreadsAtOnce_GivesEqualValues()
    {
        IDataView transformed = Transform(Data(4));
        SortedDictionary<int, string> expected = Expected(4);

        SortedDictionary<int, string>[] reads =
            [.. Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4).Select(_ => RowValues.Read(transformed, Outputs))];

        foreach (SortedDictionary<int, string> read in reads)
        {
            CollectionAssert.AreEqual(expected, read);
        }
    }

    /// <summary>A single cursor, and a set of two.</summary>
    private static DataViewRowCursor[] Cursors(IDataView view, IEnumerable<DataViewSchema.Column> columns) =>
        [view.GetRowCursor(columns), .. view.GetRowCursorSet(columns, 2)];

    private static Dictionary<int, DataViewRowId> Ids(params DataViewRowCursor[] cursors)
    {
        var ids = new Dictionary<int, DataViewRowId>();
        foreach (DataViewRowCursor cursor in cursors)
        {
            Func<string> readNumber = RowValues.Reader(cursor, "Number");
            ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
            while (cursor.MoveNext())
            {
                DataViewRowId id = default;
                getId(ref id);
                ids.Add(int.Parse(readNumber()), id);
            }

            cursor.Dispose();
        }

        return ids;
    }
}
