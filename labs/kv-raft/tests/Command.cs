namespace Labs.KvRaftLab.Tests;

/// <summary>A command that was given to a server, and what became of it.</summary>
/// <param name="Server">Whom it was given to.</param>
/// <param name="Text">The command; no two are equal.</param>
public sealed record Command(Server Server, string Text)
{
    private readonly TaskCompletionSource _over = new();

    /// <summary>Whether the server has answered, or crashed.</summary>
    public bool IsOver => _over.Task.IsCompleted;

    /// <summary>Completes when it is over.</summary>
    public Task Over => _over.Task;

    /// <summary>The machine's answer; <see langword="null"/> while there is none, and where the server returned that.</summary>
    public string? Answer { get; private set; }

    internal void End(string? answer)
    {
        Answer = answer;
        _over.SetResult();
    }
}
