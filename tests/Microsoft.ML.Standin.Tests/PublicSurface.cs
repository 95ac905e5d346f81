using System.Globalization;
using System.Reflection;

namespace Microsoft.ML.Standin.Tests;

/// <summary>Writes types and members in the notation of mlnet-public-api.txt.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>"sealed class Name : Base", without interfaces.</summary>
    public static string Head(Type type)
    {
        var kind =
            type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        return $"{kind} {Name(type)} : {(type.BaseType == null ? "" : Name(type.BaseType))}";
    }

    public static IEnumerable<string> Interfaces(Type type) => type.GetInterfaces().Where(face => face.IsVisible).Select(Name);

    public static IEnumerable<string> Members(Type type) =>
        type.GetConstructors(Declared).Cast<MethodBase>()
            .Concat(type.GetMethods(Declared))
            .Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            .Select(Member)
            .Concat(type.GetFields(Declared)
                .Where(field => !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
                .Select(Member));

    private static string Member(MethodBase method)
    {
        var modifiers = string.Concat(
            method.IsPublic ? "public " : "protected ",
            method.IsStatic ? "static " : "",
            method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "");
        var typeArguments = method.IsGenericMethod ? Arguments(method.GetGenericArguments()) : "";
        var result = method is MethodInfo info ? Name(info.ReturnType) + " " : "";
        return $"{modifiers}{result}{method.Name}{typeArguments}({string.Join(", ", method.GetParameters().Select(Parameter))})";
    }

    private static string Member(FieldInfo field)
    {
        var access = field.IsPublic ? "public" : "protected";
        return field.IsLiteral
            ? $"{access} const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}"
            : $"{access} {(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var standard = !parameter.HasDefaultValue ? ""
            : "=" + (Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null");
        return $"{Name(parameter.ParameterType)} {parameter.Name}{standard}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        // What is open in another type's parameter has no full name, and is written without its namespace.
        var definition = type.IsGenericType && type.FullName != null ? type.GetGenericTypeDefinition() : type;
        var isShort = definition.FullName == null || definition.Namespace is "System" or "System.Collections.Generic";
        var name = isShort ? definition.Name : definition.FullName!.Replace('+', '.');
        return type.IsGenericType ? name.Split('`')[0] + Arguments(type.GetGenericArguments()) : name;
    }

    private static string Arguments(Type[] arguments) => $"<{string.Join(",", arguments.Select(Name))}>";
}
