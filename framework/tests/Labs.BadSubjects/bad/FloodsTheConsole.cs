// Servers_greet_each_other fails (busy-loop): ran on without end
using System;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    protected override HelloReply OnHello(Hello hello)
    {
        while (true)
            Console.WriteLine("greeted by {0}, and told of it for ever", hello.From);
    }
}
