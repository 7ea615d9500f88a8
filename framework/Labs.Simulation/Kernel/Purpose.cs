namespace Labs.Simulation;

/// <summary>What a draw decides. Each purpose has draws of its own, so that no decision shifts another.</summary>
internal enum Purpose : ulong
{
    Priority = 1,
    NodeRandom,
    Stream,
    ClockOffset,
    RequestDelay,
    RequestLoss,
    RequestDuplicate,
    RequestDuplicateDelay,
    RequestLate,
    RequestLateDelay,
    ReplyDelay,
    ReplyLoss,
    ReplyDuplicate,
    ReplyDuplicateDelay,
    ReplyLate,
    ReplyLateDelay,
    ReplyLateRange,
    NoRoute,
    DeathNotice,
    Arrival,
    Exploration,
    NodePriority,
    PriorityChange,
    SteadyDelay,
}
