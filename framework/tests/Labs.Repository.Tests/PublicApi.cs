using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Labs.Repository.Tests;

/// <summary>Writes what an assembly shows to others, one member a line, so that a change of it is seen in review.</summary>
internal sealed class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();
    private readonly StringBuilder _text = new();

    public static string Of(Assembly assembly)
    {
        var api = new PublicApi();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
            api.Write(type);
        return api._text.ToString();
    }

    private void Write(Type type)
    {
        var own = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []);
        var bases = own.Append(type.BaseType).OfType<Type>().Except([typeof(object), typeof(ValueType)]);
        string parents = string.Join(", ", bases.Select(parent => Name(parent)).Order(StringComparer.Ordinal));
        string constraints = Constraints(type.GetGenericArguments());
        _text.Append($"{Kind(type)} {type.Namespace}.{Name(type)}{(parents.Length > 0 ? " : " + parents : "")}{constraints}\n");
        foreach (string member in type.GetMembers(Declared).Where(IsShown).Select(Member).Order(StringComparer.Ordinal))
            _text.Append($"    {member}\n");
        _text.Append('\n');
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static bool IsShown(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } accessor => accessor.Name.StartsWith("op_", StringComparison.Ordinal),
        MethodBase method => IsShown(method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo added => IsShown((MethodBase)added.AddMethod!),
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
        _ => false,
    };

    private static bool IsShown(MethodBase method) => IsVisible(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    // The accessors of an auto-property are made by the compiler, and belong to the API all the same.
    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private string Member(MemberInfo member) => member switch
    {
        FieldInfo field => $"{(field.IsLiteral ? "const " : "")}{Name(field.FieldType, _nullability.Create(field))} {field.Name}",
        PropertyInfo property => Property(property),
        EventInfo added => $"event {Name(added.EventHandlerType!)} {added.Name}",
        ConstructorInfo constructor => $"{Visibility(constructor)}{Plain(constructor.DeclaringType!.Name)}({Parameters(constructor)})",
        MethodInfo method => $"{Visibility(method)}{Name(method.ReturnType, _nullability.Create(method.ReturnParameter))} {method.Name}"
            + $"{TypeParameters(method)}({Parameters(method)}){Constraints(method.GetGenericArguments())}",
        _ => member.ToString()!,
    };

    private string Property(PropertyInfo property)
    {
        var shown = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        string accessors = string.Concat(shown.Select(accessor =>
            accessor == property.GetMethod ? " get;"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
            : " set;"));
        return $"{Visibility(shown[0])}{Name(property.PropertyType, _nullability.Create(property))} {property.Name} {{{accessors} }}";
    }

    private static string Visibility(MethodBase method) => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    private string Parameters(MethodBase method)
    {
        string first = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private string Parameter(ParameterInfo parameter)
    {
        string by = !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : "ref ";
        bool isStruct = parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null;
        string value = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? (isStruct ? "default" : "null")}" : "";
        return $"{by}{Name(parameter.ParameterType, _nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Constraints(Type[] parameters) =>
        string.Concat(parameters.Where(parameter => parameter.IsGenericParameter).Select(Constraints));

    private static string Constraints(Type parameter)
    {
        var kinds = new List<string>();
        if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            kinds.Add("class");
        if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            kinds.Add("struct");
        kinds.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => Name(type)));
        return kinds.Count > 0 ? $" where {parameter.Name} : {string.Join(", ", kinds)}" : "";
    }

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        string mark = nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        if (!type.IsGenericType)
            return type.Name + mark;
        var arguments = type.GetGenericArguments().Select((argument, i) =>
            Variance(argument) + Name(argument, nullability is { GenericTypeArguments: { } given } && i < given.Length ? given[i] : null));
        return $"{Plain(type.Name)}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Variance(Type argument) =>
        argument.IsGenericTypeParameter && argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Covariant) ? "out " : "";

    private static string Plain(string name) => name.Split('`')[0];
}
