using Labs.Analyzers;
using Microsoft.CodeAnalysis;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>Finds references to banned symbols in a submission's assembly: what the compiler made of the sources has no use that a
/// look at the sources could miss.</summary>
internal static class BannedUses
{
    // What the compiler makes of 'dynamic', and of nothing else.
    private static readonly string[] Binder =
        ["N:Microsoft.CSharp", "T:System.Runtime.CompilerServices.CallSite", "T:System.Runtime.CompilerServices.CallSite`1"];

    /// <summary>Lists them.</summary>
    public static IEnumerable<Finding> Check(ModuleDefinition module, BanList bans, SourceMap map, Compilation compilation)
    {
        foreach (var use in MemberUses.Of(module))
        {
            if (bans.Find(use.Member) is not { } banned || Synthesized.Is(use)) continue;
            var from = map.Find(use.Within, use.At);
            yield return Binder.Contains(banned)
                ? new Finding(new Violation(from.Name, Rules.LanguageDoor.Id, Doors.Dynamic), from)
                : new Finding(new Violation(from.Name, BanList.Rule, bans.Message(banned, compilation)), from);
        }
    }
}
