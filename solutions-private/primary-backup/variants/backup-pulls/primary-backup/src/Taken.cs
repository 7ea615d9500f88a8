// Differs from the reference: it is the backup that asks, and its question says what it has.
using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>The backup tells its primary what it has, and asks for what comes next.</summary>
/// <param name="View">The view in which the sender is the backup; the primary may not have heard of it.</param>
/// <param name="Office">Whose operations it has: the number of the view with which that primary came into office; 0 where it has
/// none.</param>
/// <param name="Position">How many operations it has done.</param>
public sealed record Taken(View View, long Office, long Position) : IRequest<Forward>;
