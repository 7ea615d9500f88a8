using Labs.Checking;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>What all clients did and saw. When an operation returns, it is held against what is known already: that finds the
/// first wrong answer, at once and in words, though not every wrong history; the check at the end does.</summary>
internal sealed class Ledger(World world)
{
    private readonly List<Deed> _deeds = [];
    private readonly Dictionary<string, KeyBook> _keys = [];
    private readonly Dictionary<KvClient, List<bool>> _lines = [];

    /// <summary>Whether nothing was ever lost or late, so that no put needs a resend.</summary>
    public bool IsCalm { get; set; } = true;

    /// <summary>Every operation as a history has it, in the order of the calls.</summary>
    public IEnumerable<Operation> History() => _deeds.Select(deed => deed.ToOperation());

    public Deed BeginGet(KvClient client, string key) => Begin(new Deed
    {
        Client = client,
        Line = TakeLine(client),
        Key = key,
        Called = world.Now,
        Floor = Of(key).Highest,
    });

    public Deed BeginPut(KvClient client, string key, string value, long version)
    {
        var deed = Begin(new Deed
        {
            Client = client,
            Line = TakeLine(client),
            Key = key,
            Put = value,
            Replaces = version,
            Called = world.Now,
            Floor = Of(key).Highest,
        });
        Of(key).Add(deed);
        return deed;
    }

    public GetReply EndGet(Deed get, GetReply? reply)
    {
        End(get);
        get.Reply = reply;
        Tell(get, $"{reply}");
        if (reply is not { Value: not null })
            throw Unsafe($"{get} and got null: a reply has a status, a value and a version", "wrong-answer");
        if (reply.Status == GetStatus.NoKey)
            CheckNoKey(get, reply);
        else
            CheckFound(get, reply);
        return reply;
    }

    public PutResult EndPut(Deed put, PutResult result)
    {
        End(put);
        put.Result = result;
        Tell(put, $"{result}");
        switch (result)
        {
            case PutResult.Ok:
                CheckDone(put);
                break;
            case PutResult.Maybe:
                if (IsCalm)
                    throw Unsafe($"{put} and was told Maybe, and in this network nothing was lost: there was no resend", "maybe");
                break;
            case PutResult.NoKey when put.Replaces == 0:
                throw Unsafe($"{put} and was told NoKey: version 0 creates a key", "wrong-answer");
            case PutResult.NoKey when put.Floor > 0:
                throw Unsafe($"{put} and was told NoKey, and before that it had version {put.Floor}", "lost-keys");
            default:
                CheckRefused(put);
                break;
        }

        return result;
    }

    private void CheckNoKey(Deed get, GetReply reply)
    {
        if (get.Floor > 0)
            throw Unsafe($"{get} and finds no such key, and before that it had version {get.Floor}", "lost-keys");
        if (reply is not { Value: "", Version: 0 })
            throw Unsafe($"{get} and is told {reply}: where there is no key, the value is empty and the version 0", "wrong-answer");
    }

    private void CheckFound(Deed get, GetReply reply)
    {
        var (value, version) = (reply.Value, reply.Version);
        if (version < get.Floor)
            throw Unsafe($"{get} and is told version {version}, and before that version {get.Floor} was known", "old-values");
        var makers = Of(get.Key).MakersOf(value, version);
        if (makers.Count == 0)
            throw Unsafe($"{get} and is told \"{value}\", version {version}, which nobody put with version {version - 1}", "never-put");
        if (makers.All(put => put.IsRefused))
            throw Unsafe($"{makers[0]} and was told {makers[0].Result}, yet {get} and is told this value, version {version}", "done-or-not");
        CheckOneValue(get, version, value);
    }

    private void CheckDone(Deed put)
    {
        if (put.Floor > put.Replaces)
            throw Unsafe($"{put} and was told Ok, and before that version {put.Floor} was known", "old-values");
        CheckOneValue(put, put.Replaces + 1, put.Put!);
    }

    private void CheckRefused(Deed put)
    {
        var book = Of(put.Key);
        var made = book.At(put.Replaces + 1);
        if (made is { } known && known.Value == put.Put && book.MakersOf(put.Put, put.Replaces + 1).All(maker => maker.IsRefused))
            throw Unsafe($"{put} and was told {put.Result}, yet {known.By} and was told this value, version {put.Replaces + 1}", "done-or-not");
    }

    private void CheckOneValue(Deed deed, long version, string value)
    {
        var first = Of(deed.Key).Tell(version, value, deed);
        if (first.Value != value)
        {
            throw Unsafe(
                $"version {version} of \"{deed.Key}\" is two values: {first.By} ({Span(first.By)}), {deed} ({Span(deed)}) and is told "
                + $"{deed.Reply?.ToString() ?? deed.Result.ToString()}",
                "one-version-one-value");
        }
    }

    private Deed Begin(Deed deed)
    {
        _deeds.Add(deed);
        return deed;
    }

    private void End(Deed deed)
    {
        deed.Returned = world.Now;
        _lines[deed.Client][deed.Line] = false;
    }

    private void Tell(Deed deed, string answer)
    {
        if (world.Tester.IsLogging)
            world.Note($"{deed}, and is told {answer}");
    }

    private KeyBook Of(string key)
    {
        if (!_keys.TryGetValue(key, out var book))
            _keys.Add(key, book = new KeyBook());
        return book;
    }

    // A client of a history does one thing at a time. A client of ours may do several, and what a crash cut short never ends.
    private int TakeLine(KvClient client)
    {
        if (!_lines.TryGetValue(client, out var lines))
            _lines.Add(client, lines = []);
        var free = lines.IndexOf(false);
        if (free < 0)
        {
            free = lines.Count;
            lines.Add(true);
        }

        lines[free] = true;
        return free;
    }

    private static string Span(Deed deed) => $"{TraceText.Time(deed.Called)} to {TraceText.Time(deed.Returned!.Value)}";

    // It stands, whatever else was left out of a run that is made smaller: no fault excuses it.
    private FailureException Unsafe(string what, string anchor)
    {
        var reason = $"{what}; {KvCluster.See(anchor)}";
        world.Fail(FailureKind.Safety, reason);
        return new FailureException(FailureKind.Safety, reason);
    }
}
