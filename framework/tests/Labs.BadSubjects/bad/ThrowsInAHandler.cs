// Servers_greet_each_other fails (exception): threw InvalidOperationException
using System;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        if (Greeted == 2)
            throw new InvalidOperationException("no more greetings");
        return base.OnHello(hello);
    }
}
