using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrossSell.Packages.Tests.Api;

/// <summary>The public surface of an assembly as sorted text: a change of API is a visible change of a line.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => TypeNames.Of(type), StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach ((string _, string line) in Members(type).OrderBy(m => m.Key, StringComparer.Ordinal).ThenBy(m => m.Line, StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Header(Type type)
    {
        bool record = type.GetMethod("<Clone>$", Declared) is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsValueType ? Struct(type, record)
            : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
                + (record ? "record" : "class");
        IEnumerable<string> bases = !type.IsEnum ? Bases(type)
            : Enum.GetUnderlyingType(type) == typeof(int) ? []
            : [TypeNames.Of(Enum.GetUnderlyingType(type))];
        string inherits = string.Join(", ", bases);
        return Obsolete(type) + kind + " " + TypeNames.Of(type) + (inherits.Length > 0 ? " : " + inherits : "");
    }

    private static string Struct(Type type, bool record) =>
        (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "")
        + (record ? "record struct" : "struct");

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(MulticastDelegate))
        {
            yield return TypeNames.Of(parent);
        }

        if (!typeof(Delegate).IsAssignableFrom(type))
        {
            IEnumerable<Type> inherited = type.BaseType?.GetInterfaces() ?? [];
            foreach (string name in type.GetInterfaces().Except(inherited).Where(i => i.IsVisible).Select(TypeNames.Of).Order(StringComparer.Ordinal))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<(string Key, string Line)> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (field, value: Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)))
                .Select(pair => (pair.value.ToString("D20", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{pair.field.Name} = {pair.value}")));
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [("", Signature(type.GetMethod("Invoke")!))];
        }

        IEnumerable<(string, string)> constructors = type.GetConstructors(Declared).Where(IsVisible)
            .Select(constructor => ("", Access(constructor) + ".ctor(" + Parameters(constructor.GetParameters()) + ")"));
        IEnumerable<(string, string)> fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)
            .Select(field => (field.Name, Field(field)));
        IEnumerable<(string, string)> properties = type.GetProperties(Declared)
            .Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible))
            .Select(property => (property.Name, Property(property)));
        IEnumerable<(string, string)> events = type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!))
            .Select(e => (e.Name, $"{Access(e.AddMethod!)}event {TypeNames.Of(e.EventHandlerType!)} {e.Name}"));
        IEnumerable<(string, string)> methods = type.GetMethods(Declared)
            .Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Where(method => !method.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(method => (method.Name, Signature(method)));
        return constructors.Concat(fields).Concat(properties).Concat(events).Concat(methods);
    }

    private static string Field(FieldInfo field) =>
        (field.IsLiteral ? "const " : field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "")
        + $"{TypeNames.Of(field.FieldType)} {field.Name}" + (field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : "");

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsVisible)];
        MethodInfo first = accessors[0];
        string index = Parameters(property.GetIndexParameters());
        string set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        string get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Obsolete(property)}{Access(first)}{required}{Ref(first)}{TypeNames.Of(property.PropertyType)}{Maybe(property.PropertyType, new NullabilityInfoContext().Create(property))} {property.Name}"
            + $"{(index.Length > 0 ? $"[{index}]" : "")} {{{get}{set} }}";
    }

    private static string Signature(MethodInfo method)
    {
        string generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>"
            : "";
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Obsolete(method)}{Access(method)}{Ref(method)}{TypeNames.Of(method.ReturnType)}{Maybe(method.ReturnParameter)} {method.Name}{generic}({extension}{Parameters(method.GetParameters())})";
    }

    private static string Parameters(ParameterInfo[] parameters) =>
        string.Join(", ", parameters.Select(parameter =>
            $"{TypeNames.Of(parameter)}{Maybe(parameter)} {parameter.Name}" + (parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue) : "")));

    private static string Maybe(ParameterInfo parameter) => Maybe(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    private static string Maybe(Type type, NullabilityInfo state) =>
        (type.IsByRef ? type.GetElementType()! : type).IsValueType || state.ReadState != NullabilityState.Nullable ? "" : "?";

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => "\"" + text + "\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract "
            : method is MethodInfo info && info.GetBaseDefinition() != info ? "override "
            : method.IsVirtual && !method.IsFinal && !method.DeclaringType!.IsInterface ? "virtual " : "");

    private static string Ref(MethodInfo method) =>
        !method.ReturnType.IsByRef ? ""
        : method.ReturnParameter.GetCustomAttributesData().Any(a => a.AttributeType == typeof(IsReadOnlyAttribute)) ? "ref readonly " : "ref ";

    // The compiler itself marks every ref struct obsolete, for compilers that do not know them.
    private static string Obsolete(MemberInfo member) =>
        member.IsDefined(typeof(ObsoleteAttribute)) && member is not Type { IsByRefLike: true } ? "[Obsolete] " : "";
}
