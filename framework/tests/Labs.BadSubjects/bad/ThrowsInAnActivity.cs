// Servers_greet_each_other fails (exception): threw InvalidOperationException
using System;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        if (Greeted > 2)
            throw new InvalidOperationException("no more greetings");
        await Node.Delay(1.Milliseconds());
    }
}
