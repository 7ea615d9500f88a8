using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed record Hello(int From) : IRequest<HelloReply>;

public sealed record HelloReply(int Greeted);

/// <summary>A server that does all that the toy lab asks for. A submission's class derives from it and spoils one thing.</summary>
public abstract class ToyServer : IToy
{
    protected ToyServer(INode node, IToyHost host)
    {
        (Node, Host) = (node, host);
        node.Handle((Hello hello) => OnHello(hello));
        node.Start(GreetAsync);
    }

    protected INode Node { get; }

    protected IToyHost Host { get; }

    protected int Greeted { get; set; }

    public virtual string Ask(string question) => question;

    protected virtual HelloReply OnHello(Hello hello)
    {
        Greeted++;
        Host.Greeted(hello.From);
        return new HelloReply(Greeted);
    }

    protected virtual async Task GreetAsync()
    {
        while (true)
        {
            await Node.Delay(Node.Random.Between(50.Milliseconds(), 100.Milliseconds()));
            await BeforeGreetingAsync();
            await Task.WhenAll(Node.Others.Select(peer => peer.CallAsync(new Hello(Node.Id))));
        }
    }

    protected virtual Task BeforeGreetingAsync() => Task.CompletedTask;
}
