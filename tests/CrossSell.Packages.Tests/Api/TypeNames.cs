using System.Reflection;

namespace CrossSell.Packages.Tests.Api;

/// <summary>Types as C# writes them: keywords for the built-in ones, generic arguments in angle brackets, no namespace of System.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(char)] = "char", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
        [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            string element = Of(type.GetElementType()!);
            return type.IsArray ? $"{element}[{new string(',', type.GetArrayRank() - 1)}]" : type.IsPointer ? element + "*" : element;
        }

        return Nullable.GetUnderlyingType(type) is { } inner ? Of(inner) + "?" : Named(type);
    }

    /// <summary>A parameter's type with in, out, ref or params before it.</summary>
    public static string Of(ParameterInfo parameter)
    {
        string way = !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        bool many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.GetCustomAttributesData()
            .Any(attribute => attribute.AttributeType.Name == "ParamCollectionAttribute");
        return (many ? "params " : "") + way + Of(parameter.ParameterType);
    }

    private static string Named(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        string name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer)
        {
            int inherited = outer.GetGenericArguments().Length;
            Type shown = outer.IsGenericTypeDefinition && inherited > 0 ? outer.MakeGenericType(arguments[..inherited]) : outer;
            name = Of(shown) + "." + name;
            arguments = arguments[inherited..];
        }
        else if (type.Namespace is { } space && space.StartsWith("CrossSell", StringComparison.Ordinal))
        {
            name = space + "." + name;
        }

        return arguments.Length == 0 ? name : $"{name}<{string.Join(", ", arguments.Select(Of))}>";
    }
}
