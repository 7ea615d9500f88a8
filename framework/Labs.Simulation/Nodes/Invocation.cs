namespace Labs.Simulation;

/// <summary>A call of the tester into a node, with its result copied on the way out.</summary>
internal sealed class Invocation<TService, TResult>(Incarnation target, Func<TService, TResult> call) : IInvocation
    where TService : class
{
    private readonly TaskCompletionSource<TResult> _returned = new();

    public Task<TResult> Task => _returned.Task;

    public void Run()
    {
        if (target.Service is not TService service)
        {
            throw new SetupException($"{target.Node.Address} runs {target.Service?.GetType().Name ?? "nothing yet"}, which is no {typeof(TService).Name}.");
        }

        TResult result;
        try
        {
            result = Copy.Of(call(service));
        }
        catch (Exception error)
        {
            target.Escaped(error, $"a call of {typeof(TService).Name}");
            return;
        }

        if (!target.IsAlive)
            return;
        target.Finish(this);
        target.Node.World.CompleteForTester(() => _returned.SetResult(result));
    }

    public void Abandon()
    {
        var down = new NodeDownException(target.Node.Address);
        target.Node.World.CompleteForTester(() => _returned.SetException(down));
    }
}
