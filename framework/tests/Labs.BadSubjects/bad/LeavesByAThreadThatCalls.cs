// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 Thread
using System.Threading;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        var thread = new Thread(() => Node.Start(() => Task.CompletedTask));
        thread.Start();
        while (thread.IsAlive)
            await Node.Delay(1.Milliseconds());
        await Node.Delay(1.Milliseconds());
    }
}
