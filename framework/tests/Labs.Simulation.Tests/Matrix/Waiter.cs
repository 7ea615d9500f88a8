using Labs.Framework;

namespace Labs.Simulation.Tests.Matrix;

/// <summary>A node that lives through one cell of the matrix.</summary>
internal sealed class Waiter
{
    private readonly World _world;
    private readonly INode _node;
    private readonly Cell _cell;
    private readonly bool _throwsAfterwards;
    private readonly CancellationTokenSource _cancel = new();
    private bool _isCompleting;

    public Waiter(World world, INode node, Cell cell, bool throwsAfterwards)
    {
        (_world, _node, _cell, _throwsAfterwards) = (world, node, cell, throwsAfterwards);
        node.Start(Wait);
    }

    public List<TimeSpan> Resumptions { get; } = [];

    public string? Outcome { get; private set; }

    /// <summary>Whether the wait went on inside the code that completed it.</summary>
    public bool WasReentered { get; private set; }

    private async Task Wait()
    {
        var pending = _cell.Source.Begin(_node);
        switch (_cell.Moment)
        {
            case Moment.AlreadyThere:
                pending.Complete!();
                Outcome = await Combined(pending.Wait());
                break;
            case Moment.InTheSameEvent:
                var outcome = Combined(pending.Wait());
                if (_cell.Way == Way.Cancelled)
                    _cancel.Cancel();
                pending.Complete!();
                Outcome = await outcome;
                break;
            default:
                var wait = pending.Wait();
                if (pending.Complete is { } complete)
                    Later(1.Milliseconds(), complete);
                if (_cell.Moment == Moment.AtTheSameInstant)
                    await _node.Delay(1.Milliseconds());
                if (_cell.Moment == Moment.Before)
                    await _node.Delay(5.Milliseconds());
                Outcome = await Combined(wait);
                break;
        }

        Resume();
        // An exception of async void goes to the context of the code that called it.
        if (_throwsAfterwards && SynchronizationContext.Current is not null)
            Throw();
    }

    private async Task<string> Combined(Task wait)
    {
        try
        {
            return await Apply(wait);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            return "cancelled";
        }
        catch (TimeoutException)
        {
            return "timed out";
        }
        finally
        {
            Resume();
        }
    }

    private async Task<string> Apply(Task wait)
    {
        switch (_cell.Way)
        {
            case Way.InWhenAll:
                await Task.WhenAll(wait, Task.CompletedTask, wait);
                return "completed";
            case Way.InWhenAny:
                return await Task.WhenAny(_node.Delay(50.Milliseconds()), wait) == wait ? "completed" : "the delay won";
            case Way.Nested:
                var any = Task.WhenAny(_node.Delay(50.Milliseconds()), Task.WhenAll(wait));
                await Task.WhenAll(any, wait).WaitAsync(40.Milliseconds(), _node.Clock);
                return "completed";
            case Way.InWaitAsync:
                await wait.WaitAsync(50.Milliseconds(), _node.Clock);
                return "completed";
            case Way.Cancelled:
                if (_cell.Moment != Moment.InTheSameEvent)
                    Later(_cell.Moment == Moment.AtTheSameInstant ? TimeSpan.Zero : 500.Microseconds(), _cancel.Cancel);
                await wait.WaitAsync(_cancel.Token);
                return "completed";
            default:
                await wait;
                return "completed";
        }
    }

    private void Later(TimeSpan time, Action act) => _node.Start(async () =>
    {
        if (time > TimeSpan.Zero)
            await _node.Delay(time);
        _isCompleting = true;
        act();
        _isCompleting = false;
    });

    private void Resume()
    {
        Resumptions.Add(_world.Now);
        WasReentered |= _isCompleting;
    }

    private async void Throw() => throw new InvalidTimeZoneException("a mark");
}
