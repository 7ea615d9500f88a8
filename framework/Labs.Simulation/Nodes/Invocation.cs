namespace Labs.Simulation;

/// <summary>A call of the tester into a node, with its result copied on the way out.</summary>
/// <param name="target">Who is called.</param>
/// <param name="call">The call. Its task is awaited as the node, so what it takes is node time, and a crash ends it.</param>
internal sealed class Invocation<TService, TResult>(Incarnation target, Func<TService, Task<TResult>> call) : IInvocation
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

        Await(service);
    }

    public void Abandon()
    {
        var down = new NodeDownException(target.Node.Address);
        target.Node.World.CompleteForTester(() => _returned.SetException(down));
    }

    private async void Await(TService service)
    {
        TResult result;
        try
        {
            result = Copy.Of(await call(service));
        }
        catch (Exception error)
        {
            target.Escaped(error, $"a call of {typeof(TService).Name}");
            return;
        }

        // A ghost's call was abandoned when it died.
        if (!target.IsAlive)
            return;
        target.Finish(this);
        target.Node.World.CompleteForTester(() => _returned.SetResult(result));
    }
}
