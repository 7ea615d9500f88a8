using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>The primary tells the backup to do an operation, too.</summary>
/// <param name="View">The number of the view in which the sender is the primary.</param>
/// <param name="Operation">What to do.</param>
public sealed record Forward(long View, Operation Operation) : IRequest<Taken>;
