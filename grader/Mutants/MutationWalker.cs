using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Labs.Grader.Mutants;

/// <summary>Finds what can be changed in a program: operators, bounds, numbers and truth values, conditions, statements.</summary>
internal sealed class MutationWalker : CSharpSyntaxWalker
{
    private static readonly Dictionary<SyntaxKind, string[]> Operators = new()
    {
        [SyntaxKind.LessThanExpression] = ["<=", ">="],
        [SyntaxKind.LessThanOrEqualExpression] = ["<", ">"],
        [SyntaxKind.GreaterThanExpression] = [">=", "<="],
        [SyntaxKind.GreaterThanOrEqualExpression] = [">", "<"],
        [SyntaxKind.EqualsExpression] = ["!="],
        [SyntaxKind.NotEqualsExpression] = ["=="],
        [SyntaxKind.AddExpression] = ["-"],
        [SyntaxKind.SubtractExpression] = ["+"],
        [SyntaxKind.DivideExpression] = ["*"],
    };

    private static readonly Dictionary<string, string> Opposites = new()
    {
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["Any"] = "All",
        ["All"] = "Any",
        ["First"] = "Last",
        ["Last"] = "First",
    };

    private readonly List<Mutation> _found = [];

    /// <summary>All changes, by place.</summary>
    public static IReadOnlyList<Mutation> Find(SyntaxTree tree)
    {
        var walker = new MutationWalker();
        walker.Visit(tree.GetRoot());
        return [.. walker._found.OrderBy(mutation => mutation.Span.Start).ThenBy(mutation => mutation.Span.End)];
    }

    /// <inheritdoc/>
    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        foreach (string other in Operators.GetValueOrDefault(node.Kind(), []))
            Replace(node.OperatorToken, other);
        if (node.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression)
        {
            Replace(node, node.Left.ToString());
            Replace(node, node.Right.ToString());
        }
        else if (node.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression && node.Right is LiteralExpressionSyntax)
        {
            Replace(node, node.Left.ToString());
        }

        base.VisitBinaryExpression(node);
    }

    /// <inheritdoc/>
    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (node.IsKind(SyntaxKind.TrueLiteralExpression)) Replace(node, "false");
        else if (node.IsKind(SyntaxKind.FalseLiteralExpression)) Replace(node, "true");
        else if (node.Token.Value is int number)
            Replace(node, number > 2 ? "0" : (number + 1).ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override void VisitIfStatement(IfStatementSyntax node)
    {
        // The opposite of one comparison is another operator, which is found there.
        if (node.Condition.Kind() is not (SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LogicalNotExpression))
            Replace(node.Condition, $"!({node.Condition})");
        base.VisitIfStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        if (!node.Condition.IsKind(SyntaxKind.TrueLiteralExpression))
        {
            Replace(node.Condition, "true");
            Replace(node.Condition, $"!({node.Condition})");
        }

        base.VisitWhileStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Replace(node.Condition, $"!({node.Condition})");
        base.VisitConditionalExpression(node);
    }

    /// <inheritdoc/>
    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        // Without its log lines a program is the same one.
        if (node.Expression is InvocationExpressionSyntax call && NameOf(call) == "Log") return;
        Drop(node);
        base.VisitExpressionStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitReturnStatement(ReturnStatementSyntax node)
    {
        if (node.Expression is null) Drop(node);
        base.VisitReturnStatement(node);
    }

    /// <inheritdoc/>
    public override void VisitContinueStatement(ContinueStatementSyntax node) => Drop(node);

    /// <inheritdoc/>
    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        Step(node.OperatorToken);
        base.VisitPostfixUnaryExpression(node);
    }

    /// <inheritdoc/>
    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        if (node.IsKind(SyntaxKind.LogicalNotExpression)) Replace(node.OperatorToken, "");
        else Step(node.OperatorToken);
        base.VisitPrefixUnaryExpression(node);
    }

    /// <inheritdoc/>
    public override void VisitIdentifierName(IdentifierNameSyntax node)
    {
        if (node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == node
            && Opposites.TryGetValue(node.Identifier.Text, out string? other))
        {
            Replace(node.Identifier, other);
        }

        base.VisitIdentifierName(node);
    }

    private void Step(SyntaxToken token)
    {
        if (token.IsKind(SyntaxKind.PlusPlusToken)) Replace(token, "--");
        else if (token.IsKind(SyntaxKind.MinusMinusToken)) Replace(token, "++");
    }

    private void Drop(StatementSyntax node) => Replace(node, "{ }");

    private void Replace(SyntaxNode node, string text) => _found.Add(new Mutation(node.Span, text));

    private void Replace(SyntaxToken token, string text) => _found.Add(new Mutation(token.Span, text));

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        IdentifierNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}
