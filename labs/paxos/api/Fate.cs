namespace Labs.PaxosLab;

/// <summary>How far an instance has come, as far as one server knows.</summary>
public enum Fate
{
    /// <summary>This server does not know of a decision.</summary>
    Pending,

    /// <summary>A value was chosen, and this server knows it.</summary>
    Decided,

    /// <summary>It is below <see cref="IPaxos.Min"/>: nobody needs it any more.</summary>
    Forgotten,
}
