namespace Labs.KvRaftLab;

/// <summary>The answer to <see cref="PutRequest"/>.</summary>
// TODO(B): the result, as a member of the record.
public sealed record PutReply;
