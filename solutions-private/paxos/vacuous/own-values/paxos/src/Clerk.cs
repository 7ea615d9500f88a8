using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>Answers at once, with nothing.</summary>
public sealed class Clerk : IClerk
{
    /// <summary>Does nothing.</summary>
    public Clerk(INode node, IReadOnlyList<string> serverAddresses)
    {
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string key) => Task.FromResult("");

    /// <inheritdoc/>
    public Task PutAsync(string key, string value) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task AppendAsync(string key, string value) => Task.CompletedTask;
}
