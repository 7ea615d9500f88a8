// Servers_greet_each_other fails (liveness): look at what each server did
// labs check refuses it: LABS001
using System;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private async Task DropAsync()
    {
        await Node.Delay(1.Milliseconds());
        throw new InvalidOperationException("nobody hears");
    }

    protected override async Task BeforeGreetingAsync()
    {
        _ = DropAsync();
        await Node.Delay(20.Seconds());
        await Node.Delay(1.Milliseconds());
    }
}
