// Servers_greet_each_other fails (left-simulation): it used the INode of toy/0
// labs check refuses it: LABS002 s_first
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private static Toy? s_first;

    protected override HelloReply OnHello(Hello hello)
    {
        if (hello.From == 0)
            s_first!.Node.Start(() => Task.CompletedTask);
        return base.OnHello(hello);
    }

    protected override Task BeforeGreetingAsync()
    {
        s_first = Node.Id == 0 ? this : s_first;
        return Task.CompletedTask;
    }
}
