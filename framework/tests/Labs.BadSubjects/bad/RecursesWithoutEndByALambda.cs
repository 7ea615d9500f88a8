// Servers_greet_each_other fails (busy-loop): called itself without end
using System;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        Func<int, int> deeper = null!;
        deeper = depth => 1 + deeper(depth + 1);
        Greeted += deeper(hello.From);
        return base.OnHello(hello);
    }
}
