// Servers_greet_each_other fails (busy-loop): ran on without end
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        var end = Node.Clock.GetUtcNow() + 1.Seconds();
        while (Node.Clock.GetUtcNow() < end)
            Greeted &= 1;
        await Node.Delay(1.Milliseconds());
    }
}
