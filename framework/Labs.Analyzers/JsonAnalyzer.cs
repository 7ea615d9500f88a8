using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Labs.Analyzers;

/// <summary>Reports what is given to System.Text.Json and is no data.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rules.JsonContent);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(Rules.AllCode);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(
            c => Check(c, ((IInvocationOperation)c.Operation).TargetMethod), OperationKind.Invocation);
        context.RegisterOperationAction(
            c => Check(c, ((IMethodReferenceOperation)c.Operation).Method), OperationKind.MethodReference);
    }

    private static void Check(OperationAnalysisContext context, IMethodSymbol method)
    {
        method = method.ReducedFrom is null ? method : method.ReducedFrom.Construct(method.TypeArguments.ToArray());
        if (method.ContainingType.ContainingNamespace.ToDisplayString() is not ("System.Text.Json" or "System.Text.Json.Nodes"))
            return;
        string? problem = method.Parameters.Any(parameter => parameter.Type is { Name: "Type", ContainingNamespace.Name: "System" })
            ? "what only a value of Type names"
            : method.TypeArguments.Select(JsonTypes.Problem).FirstOrDefault(found => found is not null);
        if (problem is not null)
            context.ReportDiagnostic(Diagnostic.Create(Rules.JsonContent, context.Operation.Syntax.GetLocation(), problem));
    }
}
