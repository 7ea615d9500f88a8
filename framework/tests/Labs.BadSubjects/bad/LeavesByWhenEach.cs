// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 Task.WhenEach(params ReadOnlySpan<Task>)
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        await foreach (var delay in Task.WhenEach(Node.Delay(1.Milliseconds()), Node.Delay(2.Milliseconds())))
            await delay;
        await Node.Delay(1.Milliseconds());
    }
}
