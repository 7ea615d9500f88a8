namespace Labs.RaftLab;

/// <summary>What a server is at a moment (the paper's section 5.1 and figure 4).</summary>
public enum RaftRole
{
    /// <summary>It answers requests of candidates and leaders.</summary>
    Follower,

    /// <summary>It asks for votes.</summary>
    Candidate,

    /// <summary>It was elected, and has seen no newer term.</summary>
    Leader,
}
