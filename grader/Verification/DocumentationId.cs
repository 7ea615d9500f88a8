using System.Text;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>Writes the documentation id of what an assembly refers to, as lists of banned symbols have it. A reference alone is enough:
/// its signature is that of the definition.</summary>
internal static class DocumentationId
{
    /// <summary>The id of a type: <c>T:System.Threading.Tasks.Task`1</c>.</summary>
    public static string Of(TypeReference type) => "T:" + Name(type.GetElementType());

    /// <summary>The ids that a member may have: a method may be the accessor of a property or an event.</summary>
    public static IEnumerable<string> Of(MemberReference member) => member switch
    {
        MethodReference method => Of(method),
        FieldReference field => [$"F:{Name(field.DeclaringType.GetElementType())}.{field.Name}"],
        TypeReference type => [Of(type)],
        _ => [],
    };

    private static IEnumerable<string> Of(MethodReference method)
    {
        string type = Name(method.DeclaringType.GetElementType());
        string arity = method.HasGenericParameters ? $"``{method.GenericParameters.Count}" : "";
        string result = method.Name is "op_Implicit" or "op_Explicit" ? "~" + Parameter(method.ReturnType) : "";
        string[] parameters = [.. method.Parameters.Select(parameter => Parameter(parameter.ParameterType))];
        yield return $"M:{type}.{method.Name.Replace('.', '#')}{arity}{List(parameters)}{result}";
        if (method.Name.Split('_', 2) is not [var prefix, var name]) yield break;
        if (prefix == "get") yield return $"P:{type}.{name}{List(parameters)}";
        if (prefix == "set") yield return $"P:{type}.{name}{List(parameters.SkipLast(1))}";
        if (prefix is "add" or "remove") yield return $"E:{type}.{name}";
    }

    private static string List(IEnumerable<string> parameters) => string.Join(',', parameters) is { Length: > 0 } list ? $"({list})" : "";

    private static string Name(TypeReference type)
    {
        if (type.DeclaringType is { } outer) return $"{Name(outer)}.{type.Name}";
        return type.Namespace.Length == 0 ? type.Name : $"{type.Namespace}.{type.Name}";
    }

    private static string Parameter(TypeReference type) => type switch
    {
        GenericParameter parameter => (parameter.Type == GenericParameterType.Type ? "`" : "``") + parameter.Position,
        ByReferenceType reference => Parameter(reference.ElementType) + "@",
        PointerType pointer => Parameter(pointer.ElementType) + "*",
        ArrayType array => Parameter(array.ElementType) + Rank(array),
        GenericInstanceType instance => Instance(instance.ElementType, new Queue<TypeReference>(instance.GenericArguments)),
        FunctionPointerType => "=FUNC",
        TypeSpecification other => Parameter(other.ElementType),
        _ => Name(type),
    };

    private static string Rank(ArrayType array) =>
        array.IsVector ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", array.Rank))}]";

    // A nested type has its outer type's arguments before its own.
    private static string Instance(TypeReference type, Queue<TypeReference> arguments)
    {
        string outer = type.DeclaringType is { } declaring ? Instance(declaring, arguments) + "."
            : type.Namespace.Length > 0 ? type.Namespace + "."
            : "";
        if (type.Name.Split('`') is not [var name, var arity]) return outer + type.Name;
        var own = Enumerable.Range(0, int.Parse(arity, System.Globalization.CultureInfo.InvariantCulture))
            .Select(_ => Parameter(arguments.Dequeue()));
        return new StringBuilder(outer).Append(name).Append('{').AppendJoin(',', own).Append('}').ToString();
    }
}
