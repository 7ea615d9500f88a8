// Servers_greet_each_other fails (busy-loop): ran on without end
using System;
using Labs.Framework;

namespace Labs.Toy;

internal sealed class Endless
{
    public override string ToString()
    {
        while (true)
        {
        }
    }
}

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        Console.WriteLine(new Endless());
        return base.OnHello(hello);
    }
}
