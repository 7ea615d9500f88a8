// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 SemaphoreSlim
using System.Threading;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        using var semaphore = new SemaphoreSlim(0);
        Node.Start(async () =>
        {
            await Node.Delay(1.Milliseconds());
            semaphore.Release();
        });
        await semaphore.WaitAsync().WaitAsync(50.Milliseconds(), Node.Clock);
        await Node.Delay(1.Milliseconds());
    }
}
