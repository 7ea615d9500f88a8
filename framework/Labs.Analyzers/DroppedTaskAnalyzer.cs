using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Labs.Analyzers;

/// <summary>Reports a task that is made by a statement or given to a discard.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedTaskAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rules.DroppedTask);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(Rules.AllCode);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.ExpressionStatement);
    }

    private static void Check(OperationAnalysisContext context)
    {
        if (Dropped(((IExpressionStatementOperation)context.Operation).Operation) is { } dropped && IsTask(dropped.Type))
            context.ReportDiagnostic(Diagnostic.Create(Rules.DroppedTask, dropped.Syntax.GetLocation()));
    }

    private static IOperation? Dropped(IOperation statement) => statement switch
    {
        ISimpleAssignmentOperation { Target: IDiscardOperation } assignment => WithoutConversion(assignment.Value),
        IAssignmentOperation => null,
        _ => WithoutConversion(statement),
    };

    private static IOperation? WithoutConversion(IOperation operation) => operation switch
    {
        // The winner of an awaited WhenAny is a task too, but one that somebody holds already.
        IAwaitOperation => null,
        IConversionOperation conversion => WithoutConversion(conversion.Operand),
        _ => operation,
    };

    private static bool IsTask(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name is "Task" or "ValueTask" && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks")
                return true;
        }

        return false;
    }
}
