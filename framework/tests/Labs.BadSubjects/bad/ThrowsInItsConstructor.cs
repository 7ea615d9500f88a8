// Servers_greet_each_other fails (exception): threw InvalidOperationException
using System;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private readonly int _nothing = Throw();

    public override string Ask(string question) => question + _nothing;

    private static int Throw() => throw new InvalidOperationException("not ready");
}
