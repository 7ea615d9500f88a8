// A_server_answers fails (exception): threw InvalidOperationException
using System;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    public override string Ask(string question) => throw new InvalidOperationException("no answer");

    protected override Task BeforeGreetingAsync() => Node.Delay(20.Seconds());
}
