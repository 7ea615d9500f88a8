// Servers_greet_each_other fails (budget): floods the log
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        while (true)
            Node.Log($"greeted by {hello.From}, and told of it for ever");
    }
}
