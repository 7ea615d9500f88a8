using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A clerk asks the primary to do something.</summary>
/// <param name="Client">The clerk's own number, drawn at random: a client that crashed comes back as another one.</param>
/// <param name="Sequence">Which of the clerk's operations it is, from 1: it stays the same however often it is sent.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">What is put or appended.</param>
public sealed record Operation(long Client, long Sequence, OperationKind Kind, string Key, string Value) : IRequest<OperationReply>;
