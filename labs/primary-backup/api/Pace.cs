using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>The two times on which view service and servers agree.</summary>
public static class Pace
{
    /// <summary>How often a server pings.</summary>
    public static readonly TimeSpan Ping = 100.Milliseconds();

    /// <summary>A server from which the view service has heard nothing for so long counts as dead: five pings in a row have not
    /// come.</summary>
    public static readonly TimeSpan Death = 500.Milliseconds();
}
