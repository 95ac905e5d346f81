using System.Reflection;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Every property that is declared as an output column appears in schema shape, schema, getters and saved chains with one name,
/// type and value. A new column needs no new test; a new table needs a name in <see cref="OutputNames"/>.</summary>
[TestClass]
public sealed class OutputColumnTests : SceneTests
{
    private static readonly Dictionary<Type, string> OutputNames = new()
    {
        [typeof(SaliencyColumns)] = "Saliency",
        [typeof(PerturbationCurveColumns)] = "Morf",
        [typeof(HeatmapColumns)] = "Picture",
    };

    private static readonly ILookup<Type, (PropertyInfo Property, OutputColumnAttribute Column)> Tables =
        (from type in typeof(OutputColumns).Assembly.GetTypes()
         from property in type.GetProperties()
         let column = property.GetCustomAttribute<OutputColumnAttribute>()
         where column is not null
         select (type, property, column)).ToLookup(entry => entry.type, entry => (entry.property, entry.column));

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void EveryColumn_ShapeSchemaGetterAndSavedForm_Agree(bool isSingle)
    {
        string onnx = Path.Combine(Folder, "net.onnx"), file = Path.Combine(Folder, "model.zip");
        File.WriteAllBytes(onnx, TestModels.RandomConvNet(seed: 1, Shape));
        SaliencyCatalog saliency = MLContext.Saliency();
        var rise = new RiseSaliencyOptions
        {
            Rise = new RiseOptions { Masks = 10 },
            Targets = isSingle ? SaliencyTargets.Predicted : SaliencyTargets.Classes(2, 0),
            Labels = new ClassLabels(["a", "b", "c", "d", "e"]),
            Preprocessing = KnownPreprocessing.ZeroToOne,
        };
        var curve = new PerturbationCurveEstimatorOptions
        {
            Curve = new PerturbationCurveOptions { Baseline = KnownBaselines.ModelZero, Steps = PerturbationSteps.Equal(4) },
        };
        var pipeline = saliency.Rise(OutputNames[typeof(SaliencyColumns)], "Pixels", onnx, rise)
            .Append(saliency.PerturbationCurve(OutputNames[typeof(PerturbationCurveColumns)], "Pixels", "Saliency", onnx, curve))
            .Append(saliency.Heatmap(OutputNames[typeof(HeatmapColumns)], "Image", "Saliency"));
        using var model = pipeline.Fit(Data);
        MLContext.Model.Save(model, Data.Schema, file);
        ITransformer plain = MLContext.Model.Load(file, out _);
        using var own = (TransformerChain<ITransformer>)saliency.Load(file, out _);
        SchemaShape shape = pipeline.GetOutputSchema(SchemaShapes.Of(Data.Schema));
        DataViewSchema schema = model.GetOutputSchema(Data.Schema);

        var names = new List<string>(Data.Schema.Select(column => column.Name));
        foreach ((PropertyInfo property, OutputColumnAttribute column) in OutputNames.Keys.SelectMany(table => Tables[table]))
        {
            bool isPerMap = column.Axes is [Axis.Map];
            if (isPerMap && property.PropertyType.IsArray == isSingle)
            {
                continue;
            }

            string name = OutputNames[property.DeclaringType!] + column.Suffix;
            names.Add(name);
            DataViewType type = schema[name].Type;
            DataViewType item = (type as VectorDataViewType)?.ItemType ?? type;
            SchemaShape.Column shaped = shape.Single(other => other.Name == name);
            int rank = column.Axes.Count - (isSingle && column.Axes.Contains(Axis.Map) ? 1 : 0);
            string[]? slots = !isSingle && column.HasSlotNames ? ["c", "a"] : null;
            Assert.AreEqual(rank, type is VectorDataViewType vector ? vector.Dimensions.Length : 0, name);
            Assert.AreEqual(property.PropertyType.GetElementType() ?? property.PropertyType, item.RawType, name);
            Assert.AreEqual(item, shaped.ItemType, name);
            Assert.AreEqual(rank > 0, shaped.Kind == SchemaShape.Column.VectorKind.Vector, name);
            Assert.AreEqual(slots is not null || column.HasOrigin, shaped.Annotations.Count > 0, name);
            CollectionAssert.AreEqual(slots, SlotNames.Find(schema[name]), name);
            Assert.AreEqual(type, own.GetOutputSchema(Data.Schema)[name].Type, name);
            Assert.AreEqual(ValueOf(model, name), ValueOf(plain, name), name);
            Assert.AreEqual(ValueOf(model, name), ValueOf(own, name), name);
        }

        foreach (ITransformer transformer in new[] { model, plain, own })
        {
            CollectionAssert.AreEqual(names, transformer.GetOutputSchema(Data.Schema).Select(column => column.Name).ToArray());
        }
    }

    [TestMethod]
    public void EveryColumn_InASavedChain_HasAPrefixedNameThatIsUnique()
    {
        CollectionAssert.AreEquivalent(OutputNames.Keys, Tables.Select(table => table.Key).ToArray());
        foreach (Type table in OutputNames.Keys)
        {
            string[] names = [.. SchemaDefinition.Create(table, SchemaDefinition.Direction.Write).Select(column => column.ColumnName)];

            Assert.IsTrue(names.All(name => name.StartsWith(SavedColumns.Prefix, StringComparison.Ordinal)), table.Name);
            Assert.HasCount(Tables[table].Count(), names.Distinct());
        }
    }

    private string ValueOf(ITransformer transformer, string name)
    {
        IDataView view = transformer.Transform(Data);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[name]]);
        Func<string> read = RowValues.Reader(cursor, name);
        Assert.IsTrue(cursor.MoveNext());
        return read();
    }
}
