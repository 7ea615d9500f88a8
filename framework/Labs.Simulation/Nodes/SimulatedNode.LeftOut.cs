using System.Globalization;

namespace Labs.Simulation;

/// <content>What a schedule left out. The scenario sees the node as it would be, so that it goes its own way; whoever looks at the
/// node's code sees it as it is.</content>
public sealed partial class SimulatedNode
{
    private int _lives;
    private bool _isLeftDown;
    private bool _isLeftPaused;
    private bool _isDriftLeftOut;

    /// <summary>Which fault of this node would be in force now, had it not been left out.</summary>
    internal string? LeftOut
    {
        get
        {
            if (_isLeftDown || _plannedCrash is { IsLeftOut: true })
                return $"a crash of {Address}";
            if (_isLeftPaused)
                return $"a pause of {Address}";
            return _isDriftLeftOut ? $"a drift of the clock of {Address}" : null;
        }
    }

    private bool Happens(string kind, Func<string> text) =>
        Kernel.Deviations is not { } deviations || deviations.FaultHappens($"{kind} {Address}", text);

    // A crash would also have ended a pause, and fulfilled a plan.
    private void LeaveOutCrash()
    {
        _isLeftDown = true;
        _isLeftPaused = false;
        if (IsHalted)
            GoOn();
        EndPlan();
    }

    private static string DescribeRate(int partsPerMillion) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Abs(partsPerMillion) / 10_000m:0.####} % {(partsPerMillion > 0 ? "fast" : "slow")}");
}
