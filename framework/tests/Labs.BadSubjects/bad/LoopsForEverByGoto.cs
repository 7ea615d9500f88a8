// Servers_greet_each_other fails (busy-loop): ran on without end
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
    again:
        Greeted &= 1;
        if (Greeted < 2)
            goto again;
        return base.OnHello(hello);
    }
}
