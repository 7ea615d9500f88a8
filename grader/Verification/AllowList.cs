using System.Collections.Frozen;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>The list of what a submission may use of the base library: whatever it does not name is closed, also to ways in that nobody
/// has thought of.</summary>
/// <remarks>A line is the name of a type; with it goes all that lies inside. Where a type is only half open, the names of its open members
/// follow. Which of their overloads are open, the list of banned symbols says, which also has the cures: <see cref="BanList"/>.</remarks>
internal sealed class AllowList
{
    private const string FileName = "AllowedTypes.txt";

    private readonly FrozenDictionary<string, FrozenSet<string>?> _types;

    /// <summary>Makes a list of its lines.</summary>
    public AllowList(IEnumerable<string> lines) => _types = lines
        .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
        .Select(line => line.Split(':', 2))
        .ToFrozenDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1].Trim().Split(' ').ToFrozenSet() : null);

    /// <summary>Reads the list that lies beside the grader.</summary>
    /// <exception cref="GraderException">It is not there.</exception>
    public static AllowList Read()
    {
        try
        {
            return new AllowList(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, FileName)));
        }
        catch (IOException error)
        {
            throw new GraderException($"the list of allowed types can't be read: {error.Message}");
        }
    }

    /// <summary>Whether a type or a member of the base library is open.</summary>
    public bool Holds(MemberReference member)
    {
        var type = (member as TypeReference ?? member.DeclaringType).GetElementType();
        bool isNested = type.DeclaringType is not null;
        while (type.DeclaringType is { } outer) type = outer;
        if (!_types.TryGetValue(DocumentationId.Of(type)[2..], out var members)) return false;
        return members is null || isNested || member is TypeReference || members.Contains(NameOf(member));
    }

    // A property or an event is known by its own name, not by those of its accessors.
    private static string NameOf(MemberReference member) =>
        member is MethodReference && member.Name.Split('_', 2) is ["get" or "set" or "add" or "remove", var name] ? name : member.Name;
}
