using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape _empty = new(Array.Empty<Column>());
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns.ToArray();
        if (_columns.Any(column => column.Name == null))
        {
            throw new ArgumentOutOfRangeException(nameof(columns), "Some items are not initialized properly.");
        }
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema) =>
        new(schema.Where(column => !column.IsHidden)
            .Select(column => ShapeOf(column.Name, column.Type, Create(column.Annotations.Schema))));

    internal Column Find(string name)
    {
        var column = _columns.FirstOrDefault(candidate => candidate.Name == name);
        return column.Name != null ? column : throw Schemas.Missing(name);
    }

    /// <summary>This shape with one more column, which replaces any of the same name.</summary>
    internal SchemaShape With(Column added) => new(_columns.Where(column => column.Name != added.Name).Append(added));

    private static Column ShapeOf(string name, DataViewType type, SchemaShape annotations)
    {
        var vector = type as VectorDataViewType;
        var itemType = vector?.ItemType ?? type;
        var kind = vector == null ? Column.VectorKind.Scalar
            : vector.IsKnownSize ? Column.VectorKind.Vector
            : Column.VectorKind.VariableVector;
        var isKey = itemType is KeyDataViewType;
        return new Column(name, kind, isKey ? PrimitiveTypes.Of(itemType.RawType) : itemType, isKey, annotations);
    }

    public readonly struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? _empty;
        }

        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector,
        }
    }
}
