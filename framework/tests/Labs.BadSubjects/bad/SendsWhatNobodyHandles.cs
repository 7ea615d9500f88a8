// Servers_greet_each_other fails (exception): no handler for Farewell
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed record Farewell(int From) : IRequest<HelloReply>;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        await Node.Others[0].CallAsync(new Farewell(1));
        await Node.Delay(1.Milliseconds());
    }
}
