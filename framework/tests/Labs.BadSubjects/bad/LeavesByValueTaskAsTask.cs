// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 ValueTask<TResult>.AsTask()
using System.Threading.Channels;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        var channel = Channel.CreateUnbounded<int>();
        Node.Start(async () =>
        {
            await Node.Delay(1.Milliseconds());
            channel.Writer.TryWrite(1);
        });
        await Task.WhenAny(channel.Reader.ReadAsync().AsTask(), Node.Delay(50.Milliseconds()));
        await Node.Delay(1.Milliseconds());
    }
}
