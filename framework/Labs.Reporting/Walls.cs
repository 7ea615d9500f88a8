namespace Labs.Reporting;

/// <summary>What keeps a process that runs a submission from the machine around it.</summary>
[Flags]
public enum Walls
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its heap has a limit.</summary>
    Memory = 1,

    /// <summary>It knows no environment variable of the grader's.</summary>
    Environment = 2,

    /// <summary>It is the leader of a session of its own, without a terminal.</summary>
    Session = 4,

    /// <summary>It can make, change or remove no file.</summary>
    Files = 8,

    /// <summary>It can start no program.</summary>
    Programs = 16,

    /// <summary>It can open no TCP connection.</summary>
    Tcp = 32,

    /// <summary>It can end or stop no other process.</summary>
    Signals = 64,

    /// <summary>It has a network of its own, with nobody in it.</summary>
    Network = 128,
}
