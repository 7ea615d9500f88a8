// Servers_greet_each_other fails (busy-loop): ran on without end
using System.Collections.Generic;
using System.Linq;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private static IEnumerable<int> Ones()
    {
        while (true)
            yield return 0;
    }

    protected override HelloReply OnHello(Hello hello)
    {
        Greeted += Ones().Sum();
        return base.OnHello(hello);
    }
}
