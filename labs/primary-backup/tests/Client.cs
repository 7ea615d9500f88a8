using Labs.Checking;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>One client, as a scenario sees it: a handle, never the student's clerk. It does one operation at a time.</summary>
public sealed class Client
{
    private readonly Service _service;

    internal Client(SimulatedNode node, Service service) => (Node, _service) = (node, service);

    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; }

    /// <summary>Its number.</summary>
    public int Id => Node.Id;

    /// <summary>Gets a key.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public Task<string> GetAsync(string key) =>
        DoAsync(OperationKind.Get, key, null, clerk => clerk.GetAsync(key));

    /// <summary>Puts a value.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public Task PutAsync(string key, string value) => DoAsync(OperationKind.Put, key, value, async clerk =>
    {
        await clerk.PutAsync(key, value);
        return value;
    });

    /// <summary>Appends to a value.</summary>
    /// <exception cref="NodeDownException">The client crashed meanwhile.</exception>
    public Task AppendAsync(string key, string text) => DoAsync(OperationKind.Append, key, text, async clerk =>
    {
        await clerk.AppendAsync(key, text);
        return text;
    });

    /// <summary>Gets a key and demands one certain value.</summary>
    public async Task GetsAsync(string key, string expected, string anchor = "wrong-answer")
    {
        var value = await GetAsync(key);
        Expect.Safety(
            value == expected,
            $"{this} gets \"{key}\" and is told \"{value}\", where \"{expected}\" is right; {Handout.See(anchor)}");
    }

    /// <summary>Lets it reach only these servers, beside the view service, both ways.</summary>
    public void ReachOnly(params IEnumerable<SimulatedNode> servers)
    {
        var reached = servers.ToList();
        var network = _service.World.Network;
        foreach (var server in _service.Servers)
        {
            if (reached.Contains(server))
            {
                network.Join(Node, server);
                network.Join(server, Node);
            }
            else
            {
                network.Cut(Node, server);
                network.Cut(server, Node);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"client {Id}";

    private async Task<string> DoAsync(OperationKind kind, string key, string? value, Func<IClerk, Task<string>> call)
    {
        var deed = _service.Begin(new Deed
        {
            Client = this,
            Kind = kind,
            Key = key,
            Value = value,
            Called = _service.World.Now,
        });
        var coming = Node.InvokeAsync(call);
        if (_service.Patience is { } patience)
            await _service.World.WithinAsync(patience, "the end of an operation", deed.ToString(), coming, "no-answer");
        return _service.End(deed, await coming);
    }
}
