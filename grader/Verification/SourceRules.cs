using System.Collections.Immutable;
using Labs.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Grader.Verification;

/// <summary>Finds in a submission's sources what a build of a student's own repository refuses, by the same analyzers and the same
/// list. Nothing in the sources can silence them.</summary>
internal static class SourceRules
{
    private static ImmutableArray<DiagnosticAnalyzer> Analyzers =>
    [
        new CSharpSymbolIsBannedAnalyzer(),
        new AsyncVoidAnalyzer(),
        new DroppedTaskAnalyzer(),
        new JsonAnalyzer(),
        new LanguageDoorAnalyzer(),
        new LineDirectiveAnalyzer(),
        new MutableStaticAnalyzer(),
        new SuppressionAnalyzer(),
    ];

    /// <summary>Lists what the sources break.</summary>
    /// <param name="compilation">The submission.</param>
    /// <param name="bans">The list of banned symbols.</param>
    /// <param name="cancel">Ends the search.</param>
    public static IEnumerable<Violation> Check(CSharpCompilation compilation, BanList bans, CancellationToken cancel)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([bans]),
            OnFault,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true);
        return compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(cancel).GetAwaiter().GetResult()
            .Where(found => found.Id == BanList.Rule || found.Id.StartsWith("LABS", StringComparison.Ordinal))
            .Select(found => new Violation(PlaceOf(found.Location), found.Id, found.GetMessage()));
    }

    // The place in the file itself: a #line of the student's must not point elsewhere.
    private static Place PlaceOf(Location location)
    {
        var at = location.GetLineSpan();
        return new Place(at.Path, at.StartLinePosition.Line + 1, at.StartLinePosition.Character + 1);
    }

    private static void OnFault(Exception fault, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) =>
        throw new GraderException($"{analyzer} failed: {fault}");
}
