namespace Microsoft.ML.Saliency;

/// <summary>The columns of a transformed row or cursor: those of the input, passed through, and the new ones, computed once.</summary>
internal sealed class RowColumns
{
    private readonly RowBinding _binding;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Func<object>? _compute;
    private readonly RowNaming _naming;
    private long _computedPosition = -1;
    private object? _results;

    public RowColumns(RowBinding binding, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns, ReadAhead? ahead)
    {
        _binding = binding;
        _input = input;
        _active = new bool[binding.OutputSchema.Count];
        foreach (DataViewSchema.Column column in activeColumns)
        {
            _active[column.Index] = true;
        }

        _naming = binding.NamingOf(input);
        _compute = _active.AsSpan(binding.InputSchema.Count).Contains(true) ? binding.BindTo(input, ahead) : null;
    }

    public DataViewSchema Schema => _binding.OutputSchema;
    public bool IsActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsActive(column))
        {
            throw NotActive(column);
        }

        if (!_binding.IsComputed(column))
        {
            return _input.GetGetter<TValue>(_binding.InputSchema[column.Index]);
        }

        OutputColumn output = _binding.Outputs[column.Index - _binding.InputSchema.Count];
        ValueGetter<TValue> getter = output.CreateGetter(GetResults) as ValueGetter<TValue> ?? throw WrongType<TValue>(column);
        return (ref TValue value) =>
        {
            try
            {
                getter(ref value);
            }
            catch (Exception exception) when (_naming.Concerns(exception))
            {
                throw _naming.Name(column.Name, exception);
            }
        };
    }

    /// <summary>Creates the error for a column that was requested as another type.</summary>
    public static InvalidOperationException WrongType<TValue>(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' holds {column.Type} and must be read as {column.Type.RawType}, but was as {typeof(TValue)}.");

    /// <summary>Creates the error for a column that is not active.</summary>
    public static InvalidOperationException NotActive(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' is not active. Include it in the columns that the cursor is created for.");

    /// <summary>Creates the error for a value that is requested before the first row or after the last one.</summary>
    public static InvalidOperationException NoCurrentRow() =>
        new("There is no current row. Call MoveNext, and read values only while it returns true.");

    private object GetResults()
    {
        if (_input.Position < 0)
        {
            throw NoCurrentRow();
        }

        if (_computedPosition != _input.Position)
        {
            _results = _compute!();
            _computedPosition = _input.Position;
        }

        return _results!;
    }
}
