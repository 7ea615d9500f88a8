// Servers_greet_each_other fails (busy-loop): ran on without end
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        while (Greeted >= 0)
            await Task.CompletedTask;
        await Node.Delay(1.Milliseconds());
    }
}
