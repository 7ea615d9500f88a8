// Servers_greet_each_other fails (busy-loop): ran on without end
using System;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            while (Greeted >= 0)
                Greeted &= 1;
        }
        return base.OnHello(hello);
    }
}
