namespace Labs.Simulation;

/// <summary>A crash at an effect that is still to come.</summary>
internal sealed class PlannedCrash(EffectKind? kind, int ordinal, Boundary boundary)
{
    private int _left = ordinal;
    private bool _isReached;

    /// <summary>Whether only its time is awaited: when it comes, nothing happens.</summary>
    public bool IsLeftOut { get; init; }

    public TaskCompletionSource Happened { get; } = new();

    /// <summary>Says when it comes: 'before its 3rd save from now on'.</summary>
    public static string Describe(EffectKind? kind, int ordinal, Boundary boundary)
    {
        var suffix = (ordinal % 100) is 11 or 12 or 13 ? "th" : (ordinal % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        var effect = kind?.ToString().ToLowerInvariant() ?? "effect";
        return $"{(boundary == Boundary.Before ? "before" : "after")} its {ordinal}{suffix} {effect} from now on";
    }

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
