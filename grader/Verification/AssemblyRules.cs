using Labs.Grader.Submissions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Labs.Grader.Verification;

/// <summary>Finds in a submission's assembly what must not be in it. What the compiler wrote can't be dressed up, as sources can.</summary>
internal static class AssemblyRules
{
    /// <summary>Lists what the assembly breaks.</summary>
    public static IReadOnlyList<Finding> Check(CompiledSubmission submission, BanList bans, AllowList allowed)
    {
        using var module = ModuleDefinition.ReadModule(
            new MemoryStream(submission.Assembly),
            new ReaderParameters
            {
                ReadSymbols = true,
                SymbolStream = new MemoryStream(submission.Symbols),
                SymbolReaderProvider = new PortablePdbReaderProvider(),
            });
        var map = new SourceMap(submission.Compilation);
        return
        [
            .. BannedUses.Check(module, bans, map, submission.Compilation),
            .. AllowedUses.Check(module, allowed, bans, map),
            .. SharedState.Check(module, map),
            .. AssemblyDoors.Check(module, bans, map, submission.Compilation),
        ];
    }
}
