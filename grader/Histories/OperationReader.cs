using Labs.Checking;
using Labs.Reporting;

namespace Labs.Grader.Histories;

/// <summary>Makes an operation of a line's fields: lenient where it is clear what is meant, strict where it is not.</summary>
internal sealed class OperationReader(SequentialModel model, HistoryLine line)
{
    private static readonly Dictionary<string, OperationResult> Results = new()
    {
        ["ok"] = OperationResult.Ok,
        ["version"] = OperationResult.Version,
        ["no-key"] = OperationResult.NoKey,
        ["maybe"] = OperationResult.Maybe,
    };

    private bool HasVersions => model == SequentialModel.VersionedKv;

    private bool HasReturned => line.Text("return") is not null;

    /// <summary>Makes it.</summary>
    /// <exception cref="FormatException">A field is missing, or does not fit.</exception>
    public Operation Read()
    {
        var kind = Kind();
        var result = Result(kind);
        if (!HasReturned) result = OperationResult.Ok;
        return new Operation(Needed("client"), kind, Key(), Needed("call"), line.Number("return"))
        {
            Value = Value(kind, result),
            Expected = Expected(kind),
            Version = Version(kind, result),
            Result = result,
        };
    }

    private OperationKind Kind()
    {
        string name = line.Text("op") ?? throw new FormatException("it has no op");
        foreach (var kind in model.Kinds)
        {
            if (Name(kind) == name) return kind;
        }

        string shown = PlainText.Line(name, HistoryLine.ShownMost);
        throw new FormatException($"{model.Name} has no op '{shown}'; {Nearest.Hint(shown, model.Kinds.Select(Name))}");
    }

    private static string Name(OperationKind kind) => kind.ToString().ToLowerInvariant();

    private string Key() =>
        line.Text("key") ?? (model == SequentialModel.Register ? "" : throw new FormatException("it has no key"));

    private string? Value(OperationKind kind, OperationResult result)
    {
        bool isRead = kind is OperationKind.Get or OperationKind.Read;
        if (isRead && (!HasReturned || result == OperationResult.NoKey)) return null;
        if (!line.Has("value")) throw new FormatException(isRead ? "it has no value, though it returned" : "it has no value");
        if (line.Text("value") is { } value) return value;
        if (model == SequentialModel.Register) return null;
        // A key that is not there reads as empty.
        return kind == OperationKind.Get && !HasVersions ? "" : throw new FormatException("its value is null");
    }

    private string? Expected(OperationKind kind) => kind != OperationKind.Cas || line.Has("expected")
        ? line.Text("expected")
        : throw new FormatException("it has no expected");

    private long Version(OperationKind kind, OperationResult result)
    {
        bool isNeeded = HasVersions && (kind == OperationKind.Put || (HasReturned && result == OperationResult.Ok));
        return isNeeded ? Needed("version") : 0;
    }

    private OperationResult Result(OperationKind kind)
    {
        var named = Named();
        if (line.Text("ok") is not "false") return named ?? OperationResult.Ok;
        if (named == OperationResult.Ok) throw new FormatException("ok is false, and the result is 'ok'; leave out the one that is wrong");
        if (kind == OperationKind.Cas) return OperationResult.Refused;
        if (named is { } result) return result;
        if (!HasReturned) return OperationResult.Ok;
        throw new FormatException(HasVersions
            ? $"ok is false; say what the {Name(kind)} was told in a result: no-key, version or maybe"
            : $"ok can't be false for a {Name(kind)}: leave the line out if it certainly did not happen, or the return if nobody knows");
    }

    private OperationResult? Named()
    {
        if (line.Text("result") is not { } name) return null;
        string shown = PlainText.Line(name, HistoryLine.ShownMost);
        if (!Results.TryGetValue(name, out var result))
            throw new FormatException($"there is no result '{shown}'; {Nearest.Hint(shown, Results.Keys)}");
        return HasVersions || result == OperationResult.Ok
            ? result
            : throw new FormatException($"{model.Name} has no result '{shown}', only 'ok'");
    }

    private long Needed(string name) => line.Number(name) ?? throw new FormatException($"it has no {name}");
}
