using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>What all clients did and saw. When an operation returns, it is held against what is known already: that finds the usual
/// wrong answers at once and in words, though not every wrong history; the check at the end does.</summary>
internal sealed class Ledger(World world)
{
    private readonly List<Deed> _deeds = [];

    // For each key: the highest version that is known, and who was told first what each version holds.
    private readonly Dictionary<string, long> _highest = [];
    private readonly Dictionary<(string Key, long Version), (string Value, Deed By)> _versions = [];
    private readonly Dictionary<Deed, long> _floors = [];

    /// <summary>Every operation, in the order of the calls.</summary>
    public IReadOnlyList<Deed> Deeds => _deeds;

    /// <summary>Every key whose value anybody was told.</summary>
    public IReadOnlyList<string> Keys => [.. _highest.Keys];

    /// <summary>An operation is about to be called.</summary>
    public Deed Begin(Deed deed)
    {
        _deeds.Add(deed);
        _floors[deed] = Highest(deed.Key);
        return deed;
    }

    /// <summary>A get has returned.</summary>
    public GetReply End(Deed get, GetReply? reply)
    {
        get.Returned = world.Now;
        get.Reply = reply;
        if (reply is not { Value: not null })
            throw Unsafe($"{get} and is told null: a reply has a status, a value and a version", "wrong-answer");
        if (reply.Status == GetStatus.NoKey)
            CheckNoKey(get, reply);
        else if (reply.Version < 1)
            throw Unsafe($"{get} and is told {reply}: a key that is there has a version from 1", "wrong-answer");
        else
            CheckTold(get, reply.Version, reply.Value);
        return reply;
    }

    /// <summary>A put has returned.</summary>
    public PutResult End(Deed put, PutResult result)
    {
        put.Returned = world.Now;
        put.Result = result;
        if (result == PutResult.Ok)
            CheckTold(put, put.Replaces + 1, put.Put!);
        if (result == PutResult.NoKey && put.Replaces == 0)
            throw Unsafe($"{put} and is told NoKey: version 0 creates a key", "wrong-answer");
        if (result == PutResult.NoKey && _floors[put] > 0)
            throw Unsafe($"{put} and is told NoKey, and {First(put.Key, _floors[put])} before", "old-values");
        return result;
    }

    private void CheckNoKey(Deed get, GetReply reply)
    {
        if (_floors[get] > 0)
            throw Unsafe($"{get} and finds no such key, and {First(get.Key, _floors[get])} before", "old-values");
        if (reply is not { Value: "", Version: 0 })
            throw Unsafe($"{get} and is told {reply}: where there is no key, the value is empty and the version 0", "wrong-answer");
    }

    private void CheckTold(Deed deed, long version, string value)
    {
        if (version < _floors[deed])
            throw Unsafe($"{deed} and is told {deed.Told}, and {First(deed.Key, _floors[deed])} before", "old-values");
        if (!_versions.TryAdd((deed.Key, version), (value, deed)) && _versions[(deed.Key, version)].Value != value)
        {
            throw Unsafe(
                $"version {version} of \"{deed.Key}\" is two values: {First(deed.Key, version)}, and {deed} and is told {deed.Told}",
                "one-version-one-value");
        }

        _highest[deed.Key] = Math.Max(Highest(deed.Key), version);
    }

    private long Highest(string key) => _highest.GetValueOrDefault(key);

    private string First(string key, long version)
    {
        var by = _versions[(key, version)].By;
        return $"{by} and was told {by.Told} ({TraceText.Time(by.Called)} to {TraceText.Time(by.Returned!.Value)})";
    }

    // It stands, whatever else was left out of a run that is made smaller: no fault excuses it.
    private FailureException Unsafe(string what, string anchor)
    {
        var reason = $"{what}; {Cluster.See(anchor)}";
        world.Fail(FailureKind.Safety, reason);
        return new FailureException(FailureKind.Safety, reason);
    }
}
