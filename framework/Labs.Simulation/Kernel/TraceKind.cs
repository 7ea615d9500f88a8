namespace Labs.Simulation;

/// <summary>The kinds of things that the hash tells apart.</summary>
internal enum TraceKind
{
    Begin = 1,
    Crash,
    Send,
    Lost,
    Receive,
    Reply,
    Answer,
    Save,
    Callback,
    Fault,
}
