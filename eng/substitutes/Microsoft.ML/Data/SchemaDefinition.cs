namespace Microsoft.ML.Data;

/// <summary>How the public fields and properties of a class become columns.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
            {
                throw new ArgumentOutOfRangeException(nameof(columnName), "The column's name is another.");
            }

            var place = FindIndex(column => column.ColumnName == columnName);
            if (place < 0)
            {
                Add(value);
            }
            else
            {
                this[place] = value;
            }
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (var member in ObjectMember.AllOf(userType, direction))
        {
            var column = new Column(member.Name, member.ColumnName, member.InferColumnType());
            if (definition[column.ColumnName] != null)
            {
                throw new ArgumentOutOfRangeException(nameof(userType), $"Duplicate column name '{column.ColumnName}' detected");
            }

            definition.Add(column);
        }
        return definition;
    }

    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();

        internal Column(string memberName, string columnName, DataViewType columnType)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType) =>
            _annotations.Add(kind, annotationType, (ref T destination) => destination = value);
    }
}
