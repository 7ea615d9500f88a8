namespace Labs.PaxosLab;

/// <summary>What every answer holds.</summary>
public interface IReply
{
    /// <summary>Whether the acceptor did what it was asked for.</summary>
    bool IsAgreed { get; }

    /// <summary>The highest ballot that it has promised in this instance; 0 where the question was of something else.</summary>
    long Promised { get; }

    /// <summary>How far its service has come.</summary>
    DoneMark Done { get; }
}
