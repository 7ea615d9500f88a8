using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Analyzers;

/// <summary>Reports <c>#line</c>: it moves errors, and hides code from analyzers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LineDirectiveAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rules.LanguageDoor);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(Rules.AllCode);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxTreeAction(Check);
    }

    private static void Check(SyntaxTreeAnalysisContext context)
    {
        var root = context.Tree.GetRoot(context.CancellationToken);
        if (!root.ContainsDirectives)
            return;
        foreach (var trivia in root.DescendantTrivia())
        {
            if (trivia.GetStructure() is LineOrSpanDirectiveTriviaSyntax directive)
                context.ReportDiagnostic(Diagnostic.Create(Rules.LanguageDoor, directive.GetLocation(), Doors.LineDirective));
        }
    }
}
