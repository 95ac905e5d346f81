using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A public field or property of a user's class.</summary>
internal sealed class ObjectMember
{
    private readonly MemberInfo _member;

    private ObjectMember(MemberInfo member)
    {
        _member = member;
        Type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        IsArray = Type.IsArray;
        IsVBuffer = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        ItemType = IsArray ? Type.GetElementType() : IsVBuffer ? Type.GetGenericArguments()[0] : Type;
        RawItemType = Type == typeof(string) ? typeof(ReadOnlyMemory<char>) : ItemType;
    }

    public string Name => _member.Name;

    public string ColumnName => _member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? Name;

    public Type Type { get; }

    public Type ItemType { get; }

    public bool IsArray { get; }

    public bool IsVBuffer { get; }

    private bool IsVector => IsArray || IsVBuffer;

    private Type RawItemType { get; }

    public static IEnumerable<ObjectMember> AllOf(Type userType, SchemaDefinition.Direction direction)
    {
        var fields = userType.GetFields(BindingFlags.Public | BindingFlags.Instance);
        var properties = userType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Where(property => direction.HasFlag(SchemaDefinition.Direction.Read) && property.GetGetMethod() != null
                || direction.HasFlag(SchemaDefinition.Direction.Write) && property.GetSetMethod() != null);
        return fields.Concat<MemberInfo>(properties)
            .Where(member => !member.IsDefined(typeof(NoColumnAttribute)))
            .Select(member => new ObjectMember(member));
    }

    public static ObjectMember Find(Type userType, string name)
    {
        var member = userType.GetField(name) ?? (MemberInfo)userType.GetProperty(name);
        return member != null
            ? new ObjectMember(member)
            : throw new ArgumentOutOfRangeException(nameof(name), $"Type '{userType.FullName}' has no field or property '{name}'.");
    }

    public DataViewType InferColumnType()
    {
        var attribute = _member.GetCustomAttribute<DataViewTypeAttribute>();
        attribute?.Register();
        if (DataViewTypeManager.Find(Type, attribute) is { } structured)
        {
            return structured;
        }

        var item = PrimitiveTypes.Of(RawItemType)
            ?? throw new ArgumentOutOfRangeException("rawType", $"Could not determine an IDataView type for member {Name}");
        if (_member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            item = new KeyDataViewType(RawItemType, key.Count);
        }

        var vector = _member.GetCustomAttribute<VectorTypeAttribute>();
        if (vector != null && !IsVector)
        {
            throw new ArgumentOutOfRangeException("userType", $"Member {Name} has a VectorType attribute, but is no vector");
        }

        return IsVector ? new VectorDataViewType(item, vector?.Dimensions ?? new[] { 0 }) : item;
    }

    public bool Fits(DataViewType columnType) =>
        columnType is VectorDataViewType vector
            ? IsVector && vector.ItemType.RawType == RawItemType
            : !IsVector && columnType.RawType == RawItemType;

    public Func<TRow, TMember> Peek<TRow, TMember>()
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(row, _member), row).Compile();
    }

    public Action<TRow, TMember> Poke<TRow, TMember>()
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TMember));
        var assign = Expression.Assign(Expression.MakeMemberAccess(row, _member), value);
        return Expression.Lambda<Action<TRow, TMember>>(assign, row, value).Compile();
    }
}
