// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 Timer
using System.Threading;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        using var timer = new Timer(_ => Greeted++, null, 0, 1);
        await Node.Delay(5.Milliseconds());
        await Node.Delay(1.Milliseconds());
    }
}
