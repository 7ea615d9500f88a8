// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 Task.Wait()
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        Node.Delay(1.Milliseconds()).Wait();
        await Node.Delay(1.Milliseconds());
    }
}
