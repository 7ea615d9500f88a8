// Differs from the reference: the primary does operations at once, and answers when its backup has asked for what follows them.
using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <content>What a server does as the primary.</content>
public sealed partial class Server
{
    // How long a question of the backup is kept while there is nothing to tell it.
    private static readonly TimeSpan Hold = 200.Milliseconds();

    // A backup that lacks more is given everything.
    private const int LogMost = 64;

    // The last operations of this primary's time in office; the last of them is number _position.
    private readonly List<Operation> _log = [];

    // Completed, and replaced by another, at whatever somebody may wait for.
    private TaskCompletionSource _news = new();

    // How many operations the present view's backup has done; none are known of while it has not asked.
    private long _taken = -1;

    // How many it must have done before it can take over.
    private long _owed;

    // The newest view whose backup has done so many; it can be acknowledged.
    private long _inStep;

    private void Serve(bool isNew)
    {
        if (isNew)
        {
            _office = _view.Number;
            _log.Clear();
        }

        (_taken, _owed) = (-1, _position);
        if (_view.Backup is null)
            _inStep = _view.Number;
    }

    private async Task<OperationReply> OnOperation(Operation operation)
    {
        if (!IsPrimary)
            return OperationReply.Refused;
        // Nobody is told of it before the backup has it. If this server loses its office before that, its store is replaced.
        var reply = _store.Execute(operation);
        var (office, position) = (_office, Append(operation));
        if (_mode == ReplicationMode.Asynchronous)
            return reply;

        while (IsPrimary && _office == office)
        {
            if (_view.Backup is null || _taken >= position)
                return reply;
            await _news.Task;
        }

        return OperationReply.Refused;
    }

    private long Append(Operation operation)
    {
        _log.Add(operation);
        if (_log.Count > LogMost)
            _log.RemoveAt(0);
        _position++;
        Announce();
        return _position;
    }

    private async Task<Forward> OnTaken(Taken taken)
    {
        // The backup may have heard of the view before its primary.
        Learn(taken.View);
        if (taken.View != _view || !IsPrimary)
            return Forward.Refused;
        if (taken.Office == _office)
            Confirm(taken.Position);

        var end = _node.Delay(Hold);
        while (taken.Office == _office && taken.Position == _position && !end.IsCompleted)
        {
            await Task.WhenAny(_news.Task, end);
            if (taken.View != _view)
                return Forward.Refused;
        }

        return After(taken);
    }

    private void Confirm(long position)
    {
        if (position <= _taken)
            return;
        _taken = position;
        if (_taken >= _owed)
            _inStep = _view.Number;
        Announce();
    }

    private Forward After(Taken taken)
    {
        var missing = _position - taken.Position;
        return taken.Office == _office && missing <= _log.Count
            ? new Forward(true, null, _log.GetRange(_log.Count - (int)missing, (int)missing))
            : new Forward(true, new Install(_office, _position, _store.State), []);
    }

    private void Announce()
    {
        var news = _news;
        _news = new TaskCompletionSource();
        news.SetResult();
    }
}
