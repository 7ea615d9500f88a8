// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 ChannelReader<T>.ReadAllAsync(CancellationToken)
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
            channel.Writer.Complete();
        });
        await foreach (int number in channel.Reader.ReadAllAsync())
            Greeted += number;
        await Node.Delay(1.Milliseconds());
    }
}
