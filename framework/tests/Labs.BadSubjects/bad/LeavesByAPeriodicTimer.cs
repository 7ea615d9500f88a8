// Servers_greet_each_other fails (left-simulation): left the simulation
// labs check refuses it: RS0030 PeriodicTimer
using System;
using System.Threading;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override async Task BeforeGreetingAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync();
        await Node.Delay(1.Milliseconds());
    }
}
