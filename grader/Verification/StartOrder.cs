using Labs.Analyzers;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>Finds static values that need each other: what they become hangs on which of them a server asks for first, and the
/// process keeps it, for all servers and all trials.</summary>
/// <remarks>It takes in more than can run: all that a type overrides once one is made, and all of a type that is only named.</remarks>
internal sealed class StartOrder
{
    private readonly ILookup<MethodDefinition, MemberReference> _uses;
    private readonly ILookup<string, MethodDefinition> _overriding;

    private StartOrder(ModuleDefinition module)
    {
        _uses = MemberUses.Of(module).Where(use => use.Within is MethodDefinition)
            .ToLookup(use => (MethodDefinition)use.Within, use => use.Member);
        _overriding = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.IsVirtual)
            .ToLookup(method => method.Name.Split('.')[^1]);
    }

    /// <summary>Lists them.</summary>
    public static IEnumerable<Finding> Check(ModuleDefinition module, SourceMap map)
    {
        var order = new StartOrder(module);
        var reached = module.GetTypes().Where(type => Start(type) is not null).ToDictionary(type => type, order.Reach);
        foreach (var (type, others) in reached)
        {
            if (!others.Any(other => other == type || reached[other].Contains(type))) continue;
            var start = Start(type)!;
            var from = map.Find(start, start.Body.Instructions[0]);
            string message = $"The static values of '{type.Name}' need others that need them, so the server that comes first decides them: "
                + "make one without the other";
            yield return new Finding(new Violation(from.Name, Rules.MutableStatic.Id, message), from);
        }
    }

    private static MethodDefinition? Start(TypeDefinition type) =>
        type.Methods.FirstOrDefault(method => method is { IsConstructor: true, IsStatic: true });

    // The types whose static values the making of one type's may ask for; itself where it asks for another instance of a generic type.
    private HashSet<TypeDefinition> Reach(TypeDefinition type)
    {
        var reached = new HashSet<TypeDefinition>();
        var seen = new HashSet<MethodDefinition>();
        var left = new Stack<MethodDefinition>([Start(type)!]);
        while (left.TryPop(out var method))
        {
            if (!seen.Add(method)) continue;
            foreach (var member in _uses[method])
            {
                if ((member as TypeReference ?? member.DeclaringType).GetElementType() is not TypeDefinition owner) continue;
                if (Start(owner) is { } start && (owner != type || IsAnother(member, method, type)))
                {
                    reached.Add(owner);
                    left.Push(start);
                }

                foreach (var next in Next(member, owner))
                    left.Push(next);
            }
        }

        return reached;
    }

    private IEnumerable<MethodDefinition> Next(MemberReference member, TypeDefinition owner)
    {
        if (member is TypeReference) return owner.Methods;
        if (member is not MethodReference called || called.Resolve() is not { } method) return [];
        if (method.IsConstructor) return owner.Methods.Where(other => other.IsVirtual).Append(method);
        return method.IsVirtual ? _overriding[method.Name.Split('.')[^1]].Append(method) : [method];
    }

    // Within a generic type, its own parameters in their order mean the same instance.
    private static bool IsAnother(MemberReference member, MethodDefinition within, TypeDefinition type)
    {
        if (!type.HasGenericParameters) return false;
        return !IsInside(within.DeclaringType, type) || member.DeclaringType is not GenericInstanceType instance
            || !instance.GenericArguments.Index().All(at => at.Item is GenericParameter { Type: GenericParameterType.Type } own
                && own.Position == at.Index);
    }

    private static bool IsInside(TypeDefinition? inner, TypeDefinition type) =>
        inner is not null && (inner == type || IsInside(inner.DeclaringType, type));
}
