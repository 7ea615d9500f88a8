namespace Labs.Simulation;

/// <summary>A crash at an effect that is still to come.</summary>
internal sealed class PlannedCrash(EffectKind? kind, int ordinal, Boundary boundary)
{
    private int _left = ordinal;
    private bool _isReached;

    public TaskCompletionSource Happened { get; } = new();

    /// <summary>Counts effects as they begin; true on the side of the one that was planned.</summary>
    public bool Meets(EffectKind effect, Boundary side)
    {
        if (kind is { } wanted && wanted != effect)
            return false;
        if (side == Boundary.Before)
            _isReached = --_left == 0;
        return _isReached && side == boundary;
    }
}
