// Servers_greet_each_other fails (busy-loop): ran on without end
using System.Collections.Generic;
using System.Linq;
using Labs.Framework;

namespace Labs.Toy;

internal sealed class Endless : IEnumerable<byte>, IEnumerator<byte>
{
    public byte Current => 1;

    object System.Collections.IEnumerator.Current => Current;

    public IEnumerator<byte> GetEnumerator() => this;

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => this;

    public bool MoveNext() => true;

    public void Reset()
    {
    }

    public void Dispose()
    {
    }
}

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        Greeted += new Endless().Count(_ => true);
        return base.OnHello(hello);
    }
}
