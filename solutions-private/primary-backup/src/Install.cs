using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>The primary gives a new backup everything that it has.</summary>
/// <param name="View">The view in which the receiver is the backup; it may not have heard of it.</param>
/// <param name="State">Everything.</param>
public sealed record Install(View View, State State) : IRequest<Taken>;
