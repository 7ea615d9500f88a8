// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 TaskCreationOptions.RunContinuationsAsynchronously
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Node.Start(async () =>
        {
            await Node.Delay(1.Milliseconds());
            source.SetResult();
        });
        await Task.WhenAny(source.Task, Node.Delay(50.Milliseconds()));
        await Node.Delay(1.Milliseconds());
    }
}
