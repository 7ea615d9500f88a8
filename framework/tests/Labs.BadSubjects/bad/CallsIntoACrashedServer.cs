// A_restarted_server_greets_again fails (left-simulation): which has crashed
// labs check refuses it: LABS002 s_former
using System.Threading.Tasks;
using Labs.Framework;

namespace Labs.Toy;

public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
{
    private static Toy? s_former;

    protected override Task BeforeGreetingAsync()
    {
        if (Node.Id != 0)
            return Task.CompletedTask;
        if (Node.Persister.Load<Life>() is null)
        {
            Node.Persister.Save(new Life(1));
            s_former = this;
        }

        s_former!.Node.Start(() => Task.CompletedTask);
        return Task.CompletedTask;
    }
}

public sealed record Life(int Number);
