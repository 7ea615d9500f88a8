using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>Does nothing at all: it must get no points.</summary>
public sealed class ViewService : IViewService
{
    /// <summary>Does nothing.</summary>
    public ViewService(INode node)
    {
    }
}
