// Servers_greet_each_other fails (busy-loop): ran on without end
using System;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        while (true)
        {
            try
            {
                if (Greeted < 0)
                    break;
                throw new InvalidOperationException();
            }
            catch (InvalidOperationException)
            {
                continue;
            }
        }
        return base.OnHello(hello);
    }
}
