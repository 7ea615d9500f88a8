// Servers_greet_each_other fails (exception): Callback
using System;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed record Order(Func<int> Callback) : IRequest<HelloReply>;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        await Node.Others[0].CallAsync(new Order(() => 1));
        await Node.Delay(1.Milliseconds());
    }
}
