using System.Collections.Frozen;
using Basic.Reference.Assemblies;
using Labs.Analyzers;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>Finds references in a submission's assembly to what of the base library nobody has opened.</summary>
internal static class AllowedUses
{
    private static readonly FrozenSet<string> Library =
        Net100.ReferenceInfos.All.Select(info => Path.GetFileNameWithoutExtension(info.FileName)).ToFrozenSet();

    /// <summary>Lists them, but for those that have a ban, and a cure, of their own.</summary>
    public static IEnumerable<Finding> Check(ModuleDefinition module, AllowList allowed, BanList bans, SourceMap map)
    {
        foreach (var use in MemberUses.Of(module))
        {
            var type = (use.Member as TypeReference ?? use.Member.DeclaringType).GetElementType();
            bool isLibrary = type.Scope is AssemblyNameReference assembly && Library.Contains(assembly.Name);
            if (!isLibrary || allowed.Holds(use.Member) || bans.Find(use.Member) is not null || Synthesized.Is(use)) continue;
            var from = map.Find(use.Within, use.At);
            string name = use.Member is TypeReference ? type.FullName : $"{type.FullName}.{use.Member.Name}";
            string closed = $"{name} is not on the list of what a lab needs: leave it out";
            yield return new Finding(new Violation(from.Name, Rules.LanguageDoor.Id, closed), from);
        }
    }
}
