using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>Never answers.</summary>
public sealed class Clerk : IClerk
{
    /// <summary>Does nothing.</summary>
    public Clerk(INode node, string viewService)
    {
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string key) => new TaskCompletionSource<string>().Task;

    /// <inheritdoc/>
    public Task PutAsync(string key, string value) => new TaskCompletionSource().Task;

    /// <inheritdoc/>
    public Task AppendAsync(string key, string text) => new TaskCompletionSource().Task;
}
