namespace Labs.Simulation;

/// <summary>A call with the task that its caller awaits.</summary>
/// <remarks>The task is plain: one that runs continuations asynchronously would hop through the thread pool under WhenAll, WhenAny
/// and WaitAsync, and virtual time would run on meanwhile.</remarks>
internal sealed class Call<TReply>(Incarnation caller) : Call(caller)
    where TReply : class
{
    private readonly TaskCompletionSource<TReply?> _reply = new();

    public Task<TReply?> Task => _reply.Task;

    protected override void SetResult(object? reply) => _reply.SetResult((TReply?)reply);
}
