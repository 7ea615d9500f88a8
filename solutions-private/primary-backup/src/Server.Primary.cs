using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <content>What a server does as the primary.</content>
public sealed partial class Server
{
    private static readonly TimeSpan Patience = 200.Milliseconds();
    private static readonly TimeSpan Pause = 20.Milliseconds();

    // Whatever is sent to the backup is sent by one at a time, so that both do everything in one order.
    private readonly AsyncLock _turn = new();

    // What was answered, and may not be with the backup yet. Asynchronous mode alone. Some of it can be in the state that a new backup
    // is given: then it is an operation that comes twice, and those are done once.
    private readonly Queue<Operation> _behind = new();

    private async Task<OperationReply> OnOperation(Operation operation)
    {
        if (_mode == ReplicationMode.Asynchronous)
            return AnswerAtOnce(operation);

        using (await _turn.EnterAsync())
        {
            while (IsPrimary)
            {
                if (await TryGetInStepAsync() && await TryForwardAsync(operation))
                    return _store.Execute(operation);
                await _node.Delay(Pause);
            }
        }

        return OperationReply.Refused;
    }

    /// <summary>Gives the present view's backup all that this server has, before anybody waits for it.</summary>
    private async Task GetInStepAsync()
    {
        using (await _turn.EnterAsync())
        {
            while (IsPrimary && !await TryGetInStepAsync())
                await _node.Delay(Pause);
        }
    }

    /// <summary>Sees to it that the backup has all that this server has.</summary>
    /// <returns>Whether it has, and the view is still the same.</returns>
    private async Task<bool> TryGetInStepAsync()
    {
        var view = _view;
        if (_inStep == view.Number)
            return true;
        if (view.Backup is { } backup && !await TellAsync(backup, new Install(view, _store.State)))
            return false;
        _inStep = view.Number;
        return view == _view;
    }

    /// <summary>Lets the backup, if there is one, do an operation.</summary>
    /// <returns>Whether it has done it, and the view is still the same. If not, nobody knows.</returns>
    private async Task<bool> TryForwardAsync(Operation operation)
    {
        var view = _view;
        return view.Backup is not { } backup
            || (await TellAsync(backup, new Forward(view.Number, operation)) && view == _view);
    }

    private async Task<bool> TellAsync(ServerId backup, IRequest<Taken> what) =>
        await _node.Connect(backup.Address).CallAsync(what, Patience) is { IsDone: true };

    // ---- Asynchronous replication --------------------------------------------------------------------------------------------

    private OperationReply AnswerAtOnce(Operation operation)
    {
        if (!IsPrimary)
            return OperationReply.Refused;
        _behind.Enqueue(operation);
        _node.Start(CatchUpAsync);
        return _store.Execute(operation);
    }

    private async Task CatchUpAsync()
    {
        using (await _turn.EnterAsync())
        {
            // Whoever is deposed has nobody to send to: what was answered and is still here is lost.
            while (IsPrimary && _behind.Count > 0)
            {
                if (await TryGetInStepAsync() && _behind.TryPeek(out var next) && await TryForwardAsync(next))
                    _behind.TryDequeue(out _);
                else
                    await _node.Delay(Pause);
            }
        }
    }
}
