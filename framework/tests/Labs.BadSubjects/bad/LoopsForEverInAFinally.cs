// Servers_greet_each_other fails (busy-loop): ran on without end
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        try
        {
            Greeted++;
        }
        finally
        {
            for (int i = 0; i >= 0; i &= 1)
                Greeted++;
        }
        return base.OnHello(hello);
    }
}
