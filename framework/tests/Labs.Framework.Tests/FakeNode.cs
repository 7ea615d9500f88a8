namespace Labs.Framework.Tests;

/// <summary>A node that does nothing by itself: the test runs what was started, and ends the delays.</summary>
internal sealed class FakeNode : INode
{
    public List<Func<Task>> Started { get; } = [];

    public Queue<(TimeSpan Time, TaskCompletionSource End)> Delays { get; } = new();

    public List<string> Lines { get; } = [];

    public bool IsLogging { get; init; }

    public int Id => 0;

    public IReadOnlyList<IPeer> Others => [];

    public int GroupSize => 1;

    public int Majority => 1;

    public TimeProvider Clock => throw new NotSupportedException();

    public Random Random => throw new NotSupportedException();

    public IPersister Persister => throw new NotSupportedException();

    public IPeer Connect(string address) => throw new NotSupportedException();

    public Task Delay(TimeSpan time, CancellationToken cancel = default)
    {
        var end = new TaskCompletionSource();
        Delays.Enqueue((time, end));
        return end.Task;
    }

    public void Start(Func<Task> activity) => Started.Add(activity);

    public void Handle<TRequest, TReply>(Func<TRequest, TReply> handler)
        where TRequest : IRequest<TReply>
        where TReply : class => throw new NotSupportedException();

    public void Handle<TRequest, TReply>(Func<TRequest, Task<TReply>> handler)
        where TRequest : IRequest<TReply>
        where TReply : class => throw new NotSupportedException();

    public void Log(string message) => Lines.Add(message);

    public void Log(ref LogMessage message)
    {
        if (message.Finish() is { } line)
            Lines.Add(line);
    }
}
