namespace Microsoft.ML.Data;

/// <summary>A schema made of a class's members, and getters which read the members of whatever object is current.</summary>
internal sealed class ObjectReader<TRow>
    where TRow : class
{
    private readonly List<ObjectMember> _members = new();

    public ObjectReader(SchemaDefinition definition)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var column in definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read))
        {
            var member = ObjectMember.Find(typeof(TRow), column.MemberName);
            var type = column.ColumnType ?? member.InferColumnType();
            if (!member.Fits(type))
            {
                throw new ArgumentOutOfRangeException(nameof(definition), $"Column type '{type}' does not match member '{member.Name}'.");
            }

            _members.Add(member);
            schema.AddColumn(column.ColumnName ?? member.Name, type, column.Annotations);
        }
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column, Func<TRow> current)
    {
        DataViewTypeManager.CheckKnown(column.Type);
        var member = _members[column.Index];
        Delegate getter =
            member.Type == typeof(string) ? Text(member, current)
            : member.IsArray ? Generic.Call(Array<int>, member.ItemType, member, current)
            : member.IsVBuffer ? Generic.Call(Vector<int>, member.ItemType, member, current)
            : Generic.Call(Scalar<int>, member.Type, member, current);
        return Schemas.Typed<TValue>(getter, column);
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text(ObjectMember member, Func<TRow> current)
    {
        var peek = member.Peek<TRow, string>();
        return (ref ReadOnlyMemory<char> value) => value = peek(current()).AsMemory();
    }

    private static Delegate Array<TItem>(ObjectMember member, Func<TRow> current)
    {
        var peek = member.Peek<TRow, TItem[]>();
        ValueGetter<VBuffer<TItem>> getter = (ref VBuffer<TItem> value) =>
        {
            var items = peek(current());
            VBuffer<TItem>.Copy(items, 0, ref value, items?.Length ?? 0);
        };
        return getter;
    }

    private static Delegate Vector<TItem>(ObjectMember member, Func<TRow> current)
    {
        var peek = member.Peek<TRow, VBuffer<TItem>>();
        ValueGetter<VBuffer<TItem>> getter = (ref VBuffer<TItem> value) => peek(current()).CopyTo(ref value);
        return getter;
    }

    private static Delegate Scalar<TItem>(ObjectMember member, Func<TRow> current)
    {
        var peek = member.Peek<TRow, TItem>();
        ValueGetter<TItem> getter = (ref TItem value) => value = peek(current());
        return getter;
    }
}
