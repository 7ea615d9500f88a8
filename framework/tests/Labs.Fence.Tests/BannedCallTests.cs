using System.Text;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Labs.Fence.Tests;

/// <summary>A use of each banned member, written from its signature, does not compile.</summary>
[TestFixture]
internal sealed class BannedCallTests
{
    // Fully qualified, with the type parameters of the library replaced by what every constraint here allows.
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    [Test]
    public void Every_banned_member_is_refused_in_use()
    {
        var members = BanList.Symbols.Where(symbol => symbol is not (INamespaceOrTypeSymbol or IEventSymbol)).ToList();
        var errors = StudentCompiler.Errors(members.Select((member, index) => ($"{index}.cs", Use(member, index))));
        var accepted = members.Where((_, index) => errors[$"{index}.cs"].All(error => error.Id != "RS0030"));

        Assert.That(members, Has.Count.GreaterThan(300));
        Assert.That(accepted.Select(member => member.ToDisplayString()), Is.Empty);
    }

    private static string Use(ISymbol member, int index) =>
        $$"""class Use{{index}} { unsafe void Run() { {{(member is IMethodSymbol method ? Call(method) : Read(member))}} } }""";

    private static string Read(ISymbol member)
    {
        string reader = $"{Receiver(member)}.{member.Name}";
        // What can't be read can be written.
        return member is IPropertySymbol { GetMethod: null } ? $"{reader} = default!;" : $"var read = {reader};";
    }

    private static string Call(IMethodSymbol method)
    {
        var call = new StringBuilder();
        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind != RefKind.None))
            call.Append($"{Name(parameter.Type, method)} {parameter.Name} = default!; ");
        var arguments = method.Parameters.Select(parameter => parameter.RefKind switch
        {
            RefKind.None => $"default({Name(parameter.Type, method)})!",
            RefKind.Out => $"out {parameter.Name}",
            _ => $"ref {parameter.Name}",
        });
        string typeArguments = method.IsGenericMethod ? $"<{string.Join(", ", method.TypeParameters.Select(_ => "object"))}>" : "";
        return method.MethodKind == MethodKind.Constructor
            ? $"{call}new {Name(method.ContainingType, method)}({string.Join(", ", arguments)});"
            : $"{call}{Receiver(method)}.{method.Name}{typeArguments}({string.Join(", ", arguments)});";
    }

    private static string Receiver(ISymbol member) =>
        member.IsStatic ? Name(member.ContainingType, null) : $"default({Name(member.ContainingType, null)})!";

    private static string Name(ITypeSymbol type, IMethodSymbol? method) => Closed(type, method).ToDisplayString(FullName);

    /// <summary>The type with <see cref="object"/> in place of every type parameter.</summary>
    private static ITypeSymbol Closed(ITypeSymbol type, IMethodSymbol? method)
    {
        var anything = StudentCompiler.Library.GetSpecialType(SpecialType.System_Object);
        return type switch
        {
            ITypeParameterSymbol => anything,
            IArrayTypeSymbol array => StudentCompiler.Library.CreateArrayTypeSymbol(Closed(array.ElementType, method)),
            INamedTypeSymbol { IsGenericType: true } named => named.OriginalDefinition.Construct(
                [.. named.TypeArguments.Select(argument => Closed(argument, method))]),
            _ => type,
        };
    }
}
