namespace Labs.KvRaftLab;

/// <summary>Somebody who waits for the answer to a command.</summary>
/// <param name="term">The term in which it was proposed: with the index, the command's name for ever.</param>
internal sealed class Waiter(int term)
{
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>?> _answer = new();

    public int Term => term;

    public Task<ReadOnlyMemory<byte>?> Answer => _answer.Task;

    /// <summary>The command was applied, and this is the machine's answer.</summary>
    public void Tell(ReadOnlyMemory<byte> answer) => _answer.SetResult(answer);

    /// <summary>The command was lost, or nobody can know whether it will be applied.</summary>
    public void Release() => _answer.SetResult(null);
}
