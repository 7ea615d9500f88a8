namespace Labs.KvServerLab;

/// <summary>The answer to <see cref="PutRequest"/>.</summary>
// TODO(A): the result, as a member of the record.
public sealed record PutReply;
