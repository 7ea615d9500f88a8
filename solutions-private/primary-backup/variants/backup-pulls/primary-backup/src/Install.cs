// Differs from the reference: it is a part of an answer, and says where in the history its state belongs.
namespace Labs.PrimaryBackupLab;

/// <summary>All that a primary has.</summary>
/// <param name="Office">The number of the view with which it came into office.</param>
/// <param name="Position">How many operations it has done.</param>
/// <param name="State">What has become of them.</param>
public sealed record Install(long Office, long Position, State State);
