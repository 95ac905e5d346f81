using System.IO.Compression;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.Saliency;

/// <summary>The ONNX model inside a pipeline that most of the work is in, from one column of vectors to another.</summary>
internal sealed class OnnxStage
{
    private readonly ITransformer[] _stages;
    private readonly IRowToRowMapper[] _mappers;
    private readonly int _index;
    private readonly DataViewSchema.Column _score;

    private OnnxStage(
        ITransformer[] stages, IRowToRowMapper[] mappers, int index, byte[] model, DataViewSchema.Column input,
        DataViewSchema.Column features, DataViewSchema.Column score)
    {
        (_stages, _mappers, _index, _score) = (stages, mappers, index, score);
        (Model, Input, Features) = (model, input, features);
    }

    /// <summary>Gets the .onnx file.</summary>
    public byte[] Model { get; }

    /// <summary>Gets the column of its images, and by ML.NET's rule the model's input, by name.</summary>
    public DataViewSchema.Column Input { get; }

    /// <summary>Gets the column of its output, and by ML.NET's rule the model's output, by name.</summary>
    public DataViewSchema.Column Features { get; }

    /// <summary>Gets the number of stages before it and after it.</summary>
    public (int Before, int After) Others => (_index, _stages.Length - _index - 1);

    /// <summary>Finds the stage with the largest model among those that the scores depend on.</summary>
    /// <param name="pipeline">The pipeline, which may be a chain of chains.</param>
    /// <param name="schema">The schema of its input.</param>
    /// <param name="scoreColumnName">The column of the scores.</param>
    /// <param name="reason">Why there is none that can be taken out of the pipeline.</param>
    public static OnnxStage? Find(ITransformer pipeline, DataViewSchema schema, string scoreColumnName, out string reason)
    {
        ITransformer[] stages = [.. Flatten(pipeline)];
        var mappers = new IRowToRowMapper[stages.Length];
        for (int i = 0; i < stages.Length; i++)
        {
            mappers[i] = stages[i].GetRowToRowMapper(i == 0 ? schema : mappers[i - 1].OutputSchema);
        }

        reason = "no ONNX model is among the stages that the scores depend on";
        (int Index, byte[] Model, DataViewSchema.Column[] Outputs)? largest = null;
        DataViewSchema.Column[] needed = stages.Length == 0 ? [] : [mappers[^1].OutputSchema[scoreColumnName]];
        for (int i = stages.Length - 1; i >= 0; i--)
        {
            // A stage appends its columns to those that it passes through.
            int passed = mappers[i].InputSchema.Count;
            if (stages[i] is OnnxTransformer onnx && needed.Any(column => column.Index >= passed))
            {
                byte[] model = ReadModel(onnx, mappers[i].GetDependencies(needed));
                if (largest is null || model.Length > largest.Value.Model.Length)
                {
                    largest = (i, model, needed);
                }
            }

            needed = [.. mappers[i].GetDependencies(needed)];
        }

        if (largest is not var (index, content, outputs))
        {
            return null;
        }

        DataViewSchema.Column[] inputs = [.. mappers[index].GetDependencies(outputs)];
        reason = (inputs, outputs) switch
        {
            ([var input], [var features]) => Unfit(input) ?? Unfit(features) ?? "",
            (_, [_]) => $"its ONNX model takes {List(inputs)}, more than one column",
            _ => $"the scores depend on {List(outputs)} behind the ONNX model, more than one output of it",
        };
        return reason.Length > 0 ? null : new OnnxStage(
            stages, mappers, index, content, inputs[0], outputs[0], mappers[^1].OutputSchema[scoreColumnName]);
    }

    /// <summary>Whether the model's images are the pipeline's input column as it is.</summary>
    public bool Takes(DataViewSchema.Column input)
    {
        DataViewSchema.Column column = Input;
        for (int i = _index - 1; i >= 0; i--)
        {
            DataViewSchema.Column[] from = [.. _mappers[i].GetDependencies([column])];
            if (from is not [var only] || (only.Index, only.Name) != (column.Index, column.Name))
            {
                return false;
            }

            column = only;
        }

        return column.Index == input.Index;
    }

    /// <summary>Returns the stages before it, from the pipeline's input to its images.</summary>
    public PipelineFunction Front(DataViewSchema schema, DataViewSchema.Column input, TensorShape shape)
    {
        IRowToRowMapper mapper = Chain(_stages[.._index], schema);
        return new PipelineFunction(mapper, input, mapper.OutputSchema[Input.Index], shape);
    }

    /// <summary>Returns the stages behind it, from its features to the scores; null if there are none.</summary>
    public PipelineFunction? Head(int features)
    {
        ITransformer[] rest = _stages[(_index + 1)..];
        if (rest.Length == 0)
        {
            return null;
        }

        IRowToRowMapper mapper = Chain(rest, _mappers[_index].OutputSchema);
        return new PipelineFunction(mapper, Features, mapper.OutputSchema[_score.Index], new TensorShape(1, 1, features));
    }

    private static IRowToRowMapper Chain(ITransformer[] stages, DataViewSchema schema) =>
        ((ITransformer)new TransformerChain<ITransformer>(stages)).GetRowToRowMapper(schema);

    private static IEnumerable<ITransformer> Flatten(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [transformer];

    private static string? Unfit(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Single
            ? null
            : $"column '{column.Name}' of its ONNX model holds {column.Type}, not vectors of Single";

    private static string List(DataViewSchema.Column[] columns) => string.Join(", ", columns.Select(column => $"'{column.Name}'"));

    /// <summary>Reads the .onnx file out of a saved transformer: ML.NET keeps a length and the bytes.</summary>
    private static byte[] ReadModel(OnnxTransformer onnx, IEnumerable<DataViewSchema.Column> inputs)
    {
        var schema = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in inputs)
        {
            schema.AddColumn(column.Name, column.Type);
        }

        using var saved = new MemoryStream();
        new MLContext().Model.Save(onnx, schema.ToSchema(), saved);
        using var zip = new ZipArchive(saved, ZipArchiveMode.Read);
        ZipArchiveEntry entry = zip.Entries.Single(entry => entry.Name == "OnnxModel");
        using Stream content = entry.Open();
        using var reader = new BinaryReader(content);
        return reader.ReadBytes(reader.ReadInt32());
    }
}
