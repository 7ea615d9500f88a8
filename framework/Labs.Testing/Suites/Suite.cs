using System.Reflection;

namespace Labs.Testing;

/// <summary>A lab's scenarios.</summary>
/// <param name="Lab">What <c>lab.json</c> says.</param>
/// <param name="Scenarios">The scenarios, in the order of <c>lab.json</c>.</param>
public sealed record Suite(Lab Lab, IReadOnlyList<Scenario> Scenarios)
{
    /// <summary>Finds the scenarios of a suite: its methods that have a <see cref="ScenarioAttribute"/>. Its <c>lab.json</c> is the
    /// nearest one in the assembly's folder or above.</summary>
    /// <exception cref="LabException">Suite and <c>lab.json</c> don't match, or one of them is wrong.</exception>
    public static Suite Load(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        string folder = Path.GetDirectoryName(assembly.Location) ?? "";
        return Load(assembly, Repository.FindAbove(folder, Lab.FileName) ?? Path.Combine(folder, Lab.FileName));
    }

    /// <summary>Finds the scenarios of a suite whose <c>lab.json</c> lies elsewhere.</summary>
    /// <exception cref="LabException">Suite and <c>lab.json</c> don't match, or one of them is wrong.</exception>
    public static Suite Load(Assembly assembly, string path)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var lab = Lab.Load(path);
        var methods = Methods(assembly);
        if (methods.Keys.Except(lab.Scenarios.Select(s => s.Name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unlisted)
            throw new LabException($"{path}: scenarios lacks {unlisted}, which stands in {assembly.GetName().Name}; add it.");
        return new Suite(lab, [.. lab.Scenarios.Select(listed => Make(listed, lab, methods, path, assembly))]);
    }

    private static Scenario Make(
        LabScenario listed,
        Lab lab,
        Dictionary<string, (MethodInfo Method, ScenarioAttribute Attribute)> methods,
        string path,
        Assembly assembly)
    {
        if (!methods.TryGetValue(listed.Name, out var found))
            throw new LabException($"{path}: scenarios has {listed.Name}, which {assembly.GetName().Name} lacks; remove it or write it.");
        var scenario = Scenario.From(found.Method, found.Attribute, listed);
        return lab.Parts.Any(part => part.Name == scenario.Part)
            ? scenario
            : throw new LabException($"{path}: parts lacks {scenario.Part}, the part of {scenario.Name}; add it.");
    }

    private static Dictionary<string, (MethodInfo Method, ScenarioAttribute Attribute)> Methods(Assembly assembly)
    {
        var methods = new Dictionary<string, (MethodInfo Method, ScenarioAttribute Attribute)>();
        foreach (var method in assembly.GetTypes().SelectMany(type => type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<ScenarioAttribute>() is not { } attribute)
                continue;
            if (!methods.TryAdd(method.Name, (method, attribute)))
                throw new LabException($"{assembly.GetName().Name} has two scenarios {method.Name}; give one another name.");
        }

        return methods;
    }
}
