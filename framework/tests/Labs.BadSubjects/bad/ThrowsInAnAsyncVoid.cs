// Servers_greet_each_other fails (exception): threw InvalidOperationException
// labs check refuses it: LABS004
using System;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private async void Fall()
    {
        await Node.Delay(1.Milliseconds());
        throw new InvalidOperationException("nobody can catch it");
    }

    protected override async Task BeforeGreetingAsync()
    {
        Fall();
        await Node.Delay(1.Milliseconds());
    }
}
