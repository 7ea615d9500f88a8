namespace Labs.Simulation;

/// <summary>What a node does that others can see, or that outlives it. A crash falls between two of these.</summary>
public enum EffectKind
{
    /// <summary>A request was sent.</summary>
    Send,

    /// <summary>A reply was sent.</summary>
    Reply,

    /// <summary>State was saved.</summary>
    Save,

    /// <summary>A callback of the lab's contract was called, such as an apply.</summary>
    Callback,

    /// <summary>An activity was started.</summary>
    Start,
}
