namespace Microsoft.ML.Saliency;

/// <summary>A live row with one active column, which holds the current tensor as a vector or an image.</summary>
internal sealed class TensorRow(DataViewSchema schema, DataViewSchema.Column column, TensorShape shape) : DataViewRow
{
    private long _position = -1;
    private ReadOnlyMemory<float> _tensor;

    public override DataViewSchema Schema => schema;
    public override long Position => _position;
    public override long Batch => 0;

    /// <summary>Puts a tensor into the row, at a new position.</summary>
    public void Show(ReadOnlyMemory<float> tensor)
    {
        _tensor = tensor;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column other) => other.Index == column.Index;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column other)
    {
        if (!IsColumnActive(other))
        {
            throw RowColumns.NotActive(other);
        }

        Delegate getter = column.Type is ImageDataViewType ? (ValueGetter<MLImage>)GetImage : (ValueGetter<VBuffer<float>>)GetVector;
        return getter as ValueGetter<TValue> ?? throw RowColumns.WrongType<TValue>(other);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    private void GetVector(ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, _tensor.Length);
        _tensor.Span.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void GetImage(ref MLImage value)
    {
        var image = new RgbImage(shape.Height, shape.Width);
        int pixels = shape.Height * shape.Width;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            (int pixel, int channel) = Math.DivRem(i, 3);
            image.Pixels[i] = (byte)Math.Clamp(MathF.Round(_tensor.Span[(channel * pixels) + pixel]), 0, 255);
        }

        value?.Dispose();
        value = image.ToMLImage();
    }
}
