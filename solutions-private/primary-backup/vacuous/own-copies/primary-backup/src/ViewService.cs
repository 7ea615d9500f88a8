using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>Makes everybody who pings the primary of a view of their own: it must get no points.</summary>
public sealed class ViewService : IViewService
{
    private View _last = View.None;

    /// <summary>Says yes to everybody.</summary>
    public ViewService(INode node)
    {
        node.Handle((Ping ping) => _last = new View(_last.Number + 1, ping.Server, null));
        node.Handle((GetView _) => _last);
    }
}
