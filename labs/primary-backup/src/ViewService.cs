using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>The view service: it watches the servers, and decides who is primary and who is backup.</summary>
public sealed class ViewService : IViewService
{
    private readonly INode _node;

    /// <summary>Starts the view service, with no view.</summary>
    public ViewService(INode node)
    {
        _node = node;

        // TODO(A): say how messages are answered: node.Handle((Ping ping) => OnPing(ping)); and the same for GetView.
        // TODO(A): look now and then whether somebody has died: node.Every(Pace.Ping, ...).
    }

    // TODO(A): what the service must know: the present view, whether its primary has acknowledged it, and when each server was heard last
    // (_node.Clock.GetTimestamp() and GetElapsedTime). A server is a ServerId, and not an address.

    private View OnPing(Ping ping)
    {
        // TODO(A): remember that the server is alive, and see whether this is the acknowledgement. Is there a reason for another view?
        throw new NotImplementedException("ViewService.OnPing: part A is not written yet");
    }
}
