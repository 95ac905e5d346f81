using System.Collections.Concurrent;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>On a device the next row is decoded while the row before it is explained; the CPU is treated as a device.</summary>
[TestClass]
public sealed class ReadAheadTests : IDisposable
{
    private const int Rows = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly ConcurrentDictionary<int, ManualResetEventSlim> _read = [];
    private readonly OnnxScorer _device = Scorer(isDevice: true);

    public void Dispose() => _device.Dispose();

    [TestMethod]
    public void Transform_OnADevice_ReadsTheNextRowWhileOneIsExplained()
    {
        int explained = 0, waited = 0;
        var progress = new Progress(report =>
        {
            // The last report of a row comes while it is still being explained.
            if (report.Scored == report.Total && ++explained < Rows)
            {
                waited += ReadOf(explained).Wait(Patience) ? 1 : 0;
            }
        });

        float[][] maps = Maps(Transform(_device, progress));

        Assert.AreEqual(Rows - 1, waited);
        using OnnxScorer cpu = Scorer(isDevice: false);
        float[][] expected = Maps(Transform(cpu, null));
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < expected[row].Length; i++)
            {
                Assert.AreEqual(expected[row][i], maps[row][i], 1e-5f);
            }
        }
    }

    [TestMethod]
    public void Transform_RowsThatAreLeftOut_GivesEachOtherItsOwnMap()
    {
        IDataView explained = Transform(_device, null);
        float[][] all = Maps(explained);
        using DataViewRowCursor cursor = explained.GetRowCursor([explained.Schema["Saliency"]]);
        ValueGetter<Data.VBuffer<float>> getMap = cursor.GetGetter<Data.VBuffer<float>>(explained.Schema["Saliency"]);
        Data.VBuffer<float> map = default;
        foreach (int row in new[] { 0, 2, 3 })
        {
            while (cursor.Position < row)
            {
                Assert.IsTrue(cursor.MoveNext());
            }

            getMap(ref map);

            CollectionAssert.AreEqual(all[row], map.DenseValues().ToArray());
        }

        Assert.IsFalse(cursor.MoveNext());
    }

    /// <summary>It is read ahead by row 1, and must fail at its own row.</summary>
    [TestMethod]
    public void Transform_RowThatCannotBeRead_FailsThereAndNotBefore()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, Rows).Select(n => new VariableRow { Pixels = new float[n == 2 ? 15 : 16] }));
        IDataView explained =
            _mlContext.Saliency().Rise("Saliency", "Pixels", _device, TestPipeline.RiseSaliency).Fit(data).Transform(data);
        using DataViewRowCursor cursor = explained.GetRowCursor([explained.Schema["Saliency"]]);
        ValueGetter<Data.VBuffer<float>> getMap = cursor.GetGetter<Data.VBuffer<float>>(explained.Schema["Saliency"]);
        Data.VBuffer<float> map = default;
        for (int row = 0; row < 2; row++)
        {
            cursor.MoveNext();
            getMap(ref map);
        }

        cursor.MoveNext();
        var exception = Assert.ThrowsExactly<SaliencyRowException>(() => getMap(ref map));
        Assert.AreEqual(2, exception.Position);
    }

    private static OnnxScorer Scorer(bool isDevice) => new(
        TestModels.RandomConvNet(seed: 3, TestPipeline.Shape, output: ModelOutput.Softmax),
        new OnnxScorerOptions { TreatsCpuAsDevice = isDevice, BatchSize = 8 });

    private static float[][] Maps(IDataView explained) => [.. explained.GetColumn<float[]>("Saliency")];

    private ManualResetEventSlim ReadOf(int row) => _read.GetOrAdd(row, _ => new ManualResetEventSlim());

    private IDataView Transform(OnnxScorer scorer, IProgress<SaliencyProgress>? progress)
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, Rows).Select(n => new VectorRow { Number = n, Pixels = new float[16] }));
        IDataView pixels = _mlContext.Transforms.CustomMapping<VectorRow, VectorRow>(
            (row, made) =>
            {
                ReadOf(row.Number).Set();
                made.Pixels = [.. Enumerable.Range(0, 16).Select(i => MathF.Sin(i * (row.Number + 1)))];
                made.Number = row.Number;
            },
            contractName: null).Fit(data).Transform(data);
        var options = TestPipeline.RiseSaliency with { Progress = progress };
        return _mlContext.Saliency().Rise("Saliency", "Pixels", scorer, options).Fit(pixels).Transform(pixels);
    }

    private sealed class VariableRow
    {
        public float[] Pixels { get; set; } = [];
    }

    private sealed class Progress(Action<SaliencyProgress> report) : IProgress<SaliencyProgress>
    {
        public void Report(SaliencyProgress value) => report(value);
    }
}
