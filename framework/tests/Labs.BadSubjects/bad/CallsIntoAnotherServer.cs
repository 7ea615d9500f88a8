// left-simulation: left the simulation
using System.Collections.Generic;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private static readonly List<Toy> All = [];

    protected override Task BeforeGreetingAsync()
    {
        if (!All.Contains(this))
            All.Add(this);
        return All[0].Node.Delay(1.Milliseconds());
    }
}
