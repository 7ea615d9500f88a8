using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A server tells the view service that it is alive, and is told the present view.</summary>
/// <param name="Server">Who pings.</param>
/// <param name="View">
/// The number of the newest view that the server has taken up; 0 where it knows none. With the number of the present view, its primary
/// <em>acknowledges</em> it: from now on it acts by it, and the backup, if there is one, has a copy of everything.
/// </param>
public sealed record Ping(ServerId Server, long View) : IRequest<View>;
