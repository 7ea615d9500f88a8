// Servers_greet_each_other fails (busy-loop): without virtual time moving
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private Task Again()
    {
        Node.Start(Again);
        return Task.CompletedTask;
    }

    protected override async Task BeforeGreetingAsync()
    {
        Node.Start(Again);
        await Node.Delay(1.Milliseconds());
    }
}
