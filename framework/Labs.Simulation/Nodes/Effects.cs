using System.Reflection;

namespace Labs.Simulation;

/// <summary>Makes every call through an interface of a lab's contract an effect of a node.</summary>
#pragma warning disable CA1852, MA0053 // DispatchProxy derives from it.
internal class Effects<TContract> : DispatchProxy
    where TContract : class
#pragma warning restore CA1852, MA0053
{
    private static readonly Dictionary<MethodInfo, Func<object?, object?>[]> Copiers = typeof(TContract).GetMethods()
        .ToDictionary(m => m, m => m.GetParameters().Select(p => Copy.For(p.ParameterType)).ToArray());

    private Incarnation _owner = null!;
    private TContract _target = null!;

    public static TContract Around(Incarnation owner, TContract target)
    {
        if (typeof(TContract).GetMethods().FirstOrDefault(m => m.ReturnType != typeof(void)) is { } method)
            throw new SetupException($"{typeof(TContract).Name}.{method.Name} returns something; an effect can't.");
        var proxy = Create<TContract, Effects<TContract>>();
        var effects = (Effects<TContract>)(object)proxy;
        (effects._owner, effects._target) = (owner, target);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var copies = Copiers[targetMethod!].Zip(args!, (copy, argument) => copy(argument)).ToArray();
        if (!_owner.BeginEffect(EffectKind.Callback))
            return null;
        var content = Content.Of(copies);
        _owner.Kernel.Trace.Add(TraceKind.Callback, _owner.Node.Index, content.Value);
        if (_owner.Kernel.Trace.IsKept)
            _owner.Note("call", $"{targetMethod!.Name}({Content.Describe(copies)})");
        _owner.Node.World.RunAsTester(() => targetMethod!.Invoke(_target, BindingFlags.DoNotWrapExceptions, null, copies, null));
        _owner.EndEffect(EffectKind.Callback);
        return null;
    }
}
