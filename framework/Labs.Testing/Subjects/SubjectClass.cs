using System.Reflection;

namespace Labs.Testing;

/// <summary>Finds the class of a submission that implements a lab's contract, and its constructor.</summary>
internal static class SubjectClass
{
    public static ConstructorInfo FindConstructor(Assembly[] assemblies, Type contract, object[] arguments)
    {
        var found = Find(assemblies, contract);
        return found.GetConstructors().FirstOrDefault(constructor => Takes(constructor, arguments))
            ?? throw new SubjectException(
                $"{Written(found)} has no public constructor ({Signature(contract, arguments)}); " +
                $"write `public {found.Name}({Signature(contract, arguments)})`.");
    }

    private static Type Find(Assembly[] assemblies, Type contract)
    {
        var implementing = Implementing(assemblies, contract);
        var usable = implementing.FindAll(type => type is { IsVisible: true, IsAbstract: false, ContainsGenericParameters: false });
        if (usable.Count == 1)
            return usable[0];

        string cure = $"write `public sealed class {BareName(contract)} : {contract.Name}`.";
        if (usable.Count > 1)
        {
            throw new SubjectException(
                $"{usable.Count} public classes implement {contract.Name}: {string.Join(", ", usable.Select(Written))}; " +
                "make all but one of them internal.");
        }

        if (implementing.Count == 0)
            throw new SubjectException($"No public class implements {contract.Name}; {cure}");
        string why = implementing[0] switch
        {
            { IsAbstract: true } => "abstract",
            { ContainsGenericParameters: true } => "generic",
            _ => "not public",
        };
        throw new SubjectException($"No public class implements {contract.Name} ({Written(implementing[0])} is {why}); {cure}");
    }

    private static List<Type> Implementing(Assembly[] assemblies, Type contract)
    {
        try
        {
            return [.. assemblies.SelectMany(assembly => assembly.GetTypes())
                .Where(type => type is { IsClass: true } && contract.IsAssignableFrom(type))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)];
        }
        catch (ReflectionTypeLoadException error)
        {
            string first = error.LoaderExceptions.OfType<Exception>().Select(e => e.Message).FirstOrDefault() ?? error.Message;
            throw new SubjectException($"The submission was compiled against other versions of what it refers to: {first}");
        }
    }

    private static bool Takes(ConstructorInfo constructor, object[] arguments)
    {
        var parameters = constructor.GetParameters();
        return parameters.Length == arguments.Length
            && parameters.Zip(arguments).All(pair => pair.First.ParameterType.IsInstanceOfType(pair.Second));
    }

    private static string Written(Type type) => type.FullName?.Replace('+', '.') ?? type.Name;

    private static string BareName(Type contract) => WithoutI(contract.Name);

    private static string WithoutI(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name[1..] : name;

    private static string Signature(Type contract, object[] arguments) =>
        string.Join(", ", arguments.Select(argument => Parameter(contract, argument.GetType())));

    /// <summary>Says how a student would write a parameter: <c>IRaftHost host</c>. An argument's own class is the engine's affair;
    /// the interface by which the student knows it stands in the framework or beside the contract.</summary>
    private static string Parameter(Type contract, Type argument)
    {
        var known = argument.GetInterfaces().FirstOrDefault(i => i.IsPublic && i.Assembly == contract.Assembly)
            ?? argument.GetInterfaces().FirstOrDefault(i => i.IsPublic && i.Assembly == typeof(Framework.INode).Assembly)
            ?? argument;
        string name = WithoutI(known.Name);
        if (name.Length > BareName(contract).Length && name.StartsWith(BareName(contract), StringComparison.Ordinal))
            name = name[BareName(contract).Length..];
        return $"{known.Name} {char.ToLowerInvariant(name[0])}{name[1..]}";
    }
}
