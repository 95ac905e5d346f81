namespace Microsoft.ML.Data;

/// <summary>Fills a class's members from the columns of a row.</summary>
internal sealed class ObjectWriter<TRow>
    where TRow : class
{
    private readonly List<(ObjectMember Member, DataViewSchema.Column Column)> _bound = new();

    public ObjectWriter(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (var wanted in definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write))
        {
            var member = ObjectMember.Find(typeof(TRow), wanted.MemberName);
            var name = wanted.ColumnName ?? member.Name;
            if (schema.GetColumnOrNull(name) is not { } column)
            {
                if (ignoreMissingColumns)
                {
                    continue;
                }

                throw Schemas.Missing(name);
            }
            if (!member.Fits(column.Type))
            {
                throw new InvalidOperationException(
                    $"Can't bind the IDataView column '{name}' of type '{column.Type}' to field or property '{member.Name}' "
                    + $"of type '{member.Type.FullName}'.");
            }
            _bound.Add((member, column));
        }
    }

    public IEnumerable<DataViewSchema.Column> Columns => _bound.Select(bound => bound.Column);

    /// <summary>Something to call once a row, with the object to fill.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = _bound.ConvertAll(bound => Setter(row, bound.Member, bound.Column));
        return target => setters.ForEach(set => set(target));
    }

    private static Action<TRow> Setter(DataViewRow row, ObjectMember member, DataViewSchema.Column column)
    {
        DataViewTypeManager.CheckKnown(column.Type);
        var source = new Source(row, column);
        return member.Type == typeof(string) ? Text(member, source)
            : member.IsArray ? Generic.Call(Array<int>, member.ItemType, member, source)
            : member.IsVBuffer ? Generic.Call(Vector<int>, member.ItemType, member, source)
            : Generic.Call(Scalar<int>, member.Type, member, source);
    }

    private static Action<TRow> Text(ObjectMember member, Source source)
    {
        var getter = source.Getter<ReadOnlyMemory<char>>();
        var poke = member.Poke<TRow, string>();
        return target =>
        {
            ReadOnlyMemory<char> value = default;
            getter(ref value);
            poke(target, value.ToString());
        };
    }

    private static Action<TRow> Array<TItem>(ObjectMember member, Source source)
    {
        var getter = source.Getter<VBuffer<TItem>>();
        var peek = member.Peek<TRow, TItem[]>();
        var poke = member.Poke<TRow, TItem[]>();
        VBuffer<TItem> value = default;
        return target =>
        {
            getter(ref value);
            var items = peek(target);
            if (items?.Length != value.Length)
            {
                items = new TItem[value.Length];
            }

            value.CopyTo(items);
            poke(target, items);
        };
    }

    private static Action<TRow> Vector<TItem>(ObjectMember member, Source source)
    {
        var getter = source.Getter<VBuffer<TItem>>();
        var peek = member.Peek<TRow, VBuffer<TItem>>();
        var poke = member.Poke<TRow, VBuffer<TItem>>();
        return target =>
        {
            var value = peek(target);
            getter(ref value);
            poke(target, value);
        };
    }

    private static Action<TRow> Scalar<TItem>(ObjectMember member, Source source)
    {
        var getter = source.Getter<TItem>();
        var poke = member.Poke<TRow, TItem>();
        // Kept from row to row, as in ML.NET: an image getter disposes the image of the row before.
        TItem value = default;
        return target =>
        {
            getter(ref value);
            poke(target, value);
        };
    }

    private sealed record Source(DataViewRow Row, DataViewSchema.Column Column)
    {
        public ValueGetter<TValue> Getter<TValue>() => Row.GetGetter<TValue>(Column);
    }
}
