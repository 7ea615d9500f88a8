using System.Reflection;

namespace Labs.Testing;

/// <summary>A test body, free of the seed.</summary>
public sealed class Scenario
{
    private readonly MethodInfo _method;
    private readonly ConstructorInfo _suite;
    private readonly ConstructorInfo _cluster;

    private Scenario(MethodInfo method, ScenarioAttribute attribute, LabScenario listed, ConstructorInfo suite, ConstructorInfo cluster)
    {
        (_method, _suite, _cluster) = (method, suite, cluster);
        (Name, Part, Servers, LimitSeconds) = (method.Name, attribute.Part, attribute.Servers, attribute.LimitSeconds);
        (Points, Trials, Tolerance) = (listed.Points, listed.Trials, listed.Tolerance);
    }

    /// <summary>The method's name, which names it everywhere.</summary>
    public string Name { get; }

    /// <summary>The name as a sentence.</summary>
    public string Title => Name.Replace('_', ' ');

    /// <summary>The part of the lab, a capital letter.</summary>
    public string Part { get; }

    /// <summary>How many servers take part.</summary>
    public int Servers { get; }

    /// <summary>The most virtual time it may take, in seconds.</summary>
    public int LimitSeconds { get; }

    /// <summary>What it is worth.</summary>
    public int Points { get; }

    /// <summary>How many trials a grade takes.</summary>
    public int Trials { get; }

    /// <summary>Which share of its trials may fail on liveness or budget.</summary>
    public Tolerance Tolerance { get; }

    /// <summary>Makes a scenario of a suite's method.</summary>
    /// <exception cref="LabException">The method, its class or its cluster has not the form that the engine calls.</exception>
    internal static Scenario From(MethodInfo method, ScenarioAttribute attribute, LabScenario listed)
    {
        string at = $"{method.DeclaringType?.Name}.{method.Name}";
        if (method.IsStatic || method.ReturnType != typeof(Task) || method.GetParameters() is not [{ } parameter])
            throw new LabException($"{at}: a scenario is an instance method that takes the lab's cluster and returns Task.");
        if (attribute.Part is not [>= 'A' and <= 'Z'])
            throw new LabException($"{at}: Part is \"{attribute.Part}\"; write one capital letter.");
        return new Scenario(
            method,
            attribute,
            listed,
            method.DeclaringType?.GetConstructor(Type.EmptyTypes)
                ?? throw new LabException($"{at}: its class has no public constructor ()."),
            parameter.ParameterType.GetConstructor([typeof(Trial)])
                ?? throw new LabException($"{at}: {parameter.ParameterType.Name} has no public constructor (Trial trial)."));
    }

    /// <summary>Makes the cluster and runs the body, as the tester.</summary>
    internal async Task RunAsync(Trial trial)
    {
        object cluster = _cluster.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, [trial], culture: null);
        object suite = _suite.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, [], culture: null);
        await (Task)_method.Invoke(suite, BindingFlags.DoNotWrapExceptions, binder: null, [cluster], culture: null)!;
    }
}
