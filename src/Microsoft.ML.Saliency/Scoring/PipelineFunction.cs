namespace Microsoft.ML.Saliency;

/// <summary>A column that a pipeline computes, as a function of the tensor in one of its input columns.</summary>
/// <param name="mapper">The pipeline.</param>
/// <param name="input">The input column: vectors or images.</param>
/// <param name="output">The computed column: Single, or vectors of Single.</param>
/// <param name="shape">The shape of the tensors.</param>
internal sealed class PipelineFunction(
    IRowToRowMapper mapper, DataViewSchema.Column input, DataViewSchema.Column output, TensorShape shape)
{
    /// <summary>Opens a row of the pipeline, for one thread.</summary>
    public PipelineRow Open()
    {
        var tensor = new TensorRow(mapper.InputSchema, input, shape);
        return new PipelineRow(tensor, mapper.GetRow(tensor, [output]), output);
    }
}

/// <summary>An open row of a pipeline.</summary>
internal sealed class PipelineRow : IDisposable
{
    private readonly TensorRow _input;
    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _output;
    private readonly ValueGetter<VBuffer<float>> _get;
    private VBuffer<float> _values;

    public PipelineRow(TensorRow input, DataViewRow row, DataViewSchema.Column output)
    {
        (_input, _row, _output) = (input, row, output);
        _get = output.Type is VectorDataViewType ? row.GetGetter<VBuffer<float>>(output) : AsVector(row.GetGetter<float>(output));
    }

    /// <summary>Returns the number of values for a tensor.</summary>
    public int Count(ReadOnlyMemory<float> tensor)
    {
        _input.Show(tensor);
        _get(ref _values);
        return _values.Length;
    }

    /// <summary>Computes the values for a tensor.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer values than asked for.</exception>
    public void Compute(ReadOnlyMemory<float> tensor, Span<float> values)
    {
        int count = Count(tensor);
        if (count != values.Length)
        {
            throw new InvalidOperationException(
                $"The pipeline must give {values.Length} values in column '{_output.Name}' for each image, but gave {count}.");
        }

        _values.CopyTo(values);
    }

    public void Dispose() => _row.Dispose();

    private static ValueGetter<VBuffer<float>> AsVector(ValueGetter<float> get) => (ref VBuffer<float> values) =>
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref values, 1);
        get(ref editor.Values[0]);
        values = editor.Commit();
    };
}
