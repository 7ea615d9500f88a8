namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Clients that append to one key, each its own texts, by rising number.</summary>
internal sealed class Appends(Service service, string key)
{
    private readonly Dictionary<int, int> _numbers = [];

    /// <summary>How many were begun.</summary>
    public int Count => _numbers.Values.Sum();

    /// <summary>Lets a client append its next text. In a run that is being made smaller it may be left out; it counts all the
    /// same.</summary>
    public async Task NextAsync(Client client)
    {
        var text = Appended.Text(client.Id, _numbers[client.Id] = _numbers.GetValueOrDefault(client.Id) + 1);
        if (service.World.TakesPlace(client.Node.Address, () => $"{client} appends \"{text}\" to \"{key}\"", isNeeded: false))
            await client.AppendAsync(key, text);
    }
}
