// Servers_greet_each_other fails (busy-loop): called itself without end
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private static int Deeper(int depth) => 1 + Deeper(depth + 1);

    protected override HelloReply OnHello(Hello hello)
    {
        Greeted += Deeper(hello.From);
        return base.OnHello(hello);
    }
}
