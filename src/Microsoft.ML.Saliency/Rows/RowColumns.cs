namespace Microsoft.ML.Saliency;

/// <summary>The columns of a transformed row or cursor: the input's, passed through, and the new ones.</summary>
internal sealed class RowColumns
{
    private readonly RowBinding _binding;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly RowComputation? _computation;
    private readonly RowNaming _naming;

    public RowColumns(RowBinding binding, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _binding = binding;
        _input = input;
        _active = new bool[binding.OutputSchema.Count];
        foreach (DataViewSchema.Column column in activeColumns)
        {
            _active[column.Index] = true;
        }

        _naming = binding.NamingOf(input);
        _computation = _active.AsSpan(binding.InputSchema.Count).Contains(true) ? binding.BindTo(input) : null;
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

        ValueGetter<TValue> getter = _computation!.CreateGetter(column.Index - _binding.InputSchema.Count) as ValueGetter<TValue> ?? throw WrongType<TValue>(column);
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

    /// <summary>A column was asked for by another type than its own.</summary>
    public static InvalidOperationException WrongType<TValue>(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' holds {column.Type}, that is {column.Type.RawType}; asked for was {typeof(TValue)}.");

    /// <summary>A column was asked for that is not active.</summary>
    public static InvalidOperationException NotActive(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' is not active: it was not among the columns that the cursor was asked for.");
}
