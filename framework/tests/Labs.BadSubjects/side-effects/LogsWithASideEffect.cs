using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override Task BeforeGreetingAsync()
    {
        Node.Log($"about to greet, and waited {Node.Random.Next(100)} ms");
        return Node.Delay(Node.Random.Next(100).Milliseconds());
    }
}
