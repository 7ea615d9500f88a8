using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Labs.Fence.Tests;

/// <summary>The list of banned symbols says what it means: a typo bans nothing, and a missed overload is a hole.</summary>
[TestFixture]
internal sealed class BanListTests
{
    // Overloads of a banned name that stay, since they wait on the node's clock or don't wait.
    private static readonly HashSet<string> OverloadsThatStay =
    [
        "M:System.Threading.Tasks.Task.WaitAsync(System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan,System.TimeProvider)",
        "M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan,System.TimeProvider,System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task`1.WaitAsync(System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task`1.WaitAsync(System.TimeSpan,System.TimeProvider)",
        "M:System.Threading.Tasks.Task`1.WaitAsync(System.TimeSpan,System.TimeProvider,System.Threading.CancellationToken)",
        "M:System.Threading.CancellationTokenSource.#ctor",
        "M:System.Threading.Lock.TryEnter",
        "M:System.Type.GetType",
    ];

    [Test]
    public void Every_line_names_a_symbol_of_the_base_library()
    {
        Assert.That(BanList.Lines.Select(line => line.Id).Where(id => BanList.Find(id) is null), Is.Empty);
    }

    [Test]
    public void Every_line_carries_its_cure_as_a_sentence()
    {
        Assert.That(BanList.Lines.Where(line => !line.Cure.EndsWith('.') || line.Cure.Length < 20), Is.Empty);
    }

    [Test]
    public void No_symbol_stands_twice()
    {
        Assert.That(BanList.Lines.Select(line => line.Id), Is.Unique);
    }

    [Test]
    public void A_ban_of_a_method_covers_each_of_its_overloads()
    {
        var missed = BanList.Symbols
            .Where(symbol => symbol is IMethodSymbol)
            .SelectMany(symbol => BanList.PublicMembers(symbol.ContainingType).Where(other => other.Name == symbol.Name))
            .Select(overload => overload.GetDocumentationCommentId()!)
            .Where(id => !BanList.Holds(BanList.Find(id)) && !IsMatchWithoutTime(id))
            .ToHashSet();

        Assert.That(missed, Is.EquivalentTo(OverloadsThatStay));
    }

    private static bool IsMatchWithoutTime(string id) =>
        id.StartsWith("M:System.Text.RegularExpressions.Regex.", StringComparison.Ordinal)
        && !id.Contains("TimeSpan", StringComparison.Ordinal);

    [Test]
    public void A_ban_of_a_generic_type_covers_its_static_factory_and_its_nested_types()
    {
        var relatives = BanList.Symbols.OfType<INamedTypeSymbol>()
            .SelectMany(type => type.ContainingNamespace.GetTypeMembers(type.Name).Concat(type.GetTypeMembers()))
            .Where(type => type is { DeclaredAccessibility: Accessibility.Public, TypeKind: TypeKind.Class or TypeKind.Struct });

        Assert.That(relatives.Where(type => !BanList.Holds(type)), Is.Empty);
    }

    [TestCase("Task", "Delay", 6)]
    [TestCase("Task", "Run", 8)]
    [TestCase("Task", "ContinueWith", 20)]
    [TestCase("Task`1", "ContinueWith", 20)]
    [TestCase("Task", "WhenEach", 6)]
    public void The_overloads_are_counted_against_the_library_by_hand(string type, string method, int count)
    {
        string name = $"M:System.Threading.Tasks.{type}.{method}";

        var found = BanList.Lines.Where(line => line.Id.StartsWith(name, StringComparison.Ordinal) && line.Id[name.Length] is '(' or '`');

        Assert.That(found.Count(), Is.EqualTo(count));
    }

    [Test]
    public void The_framework_that_students_see_is_not_banned()
    {
        Assert.That(BanList.Lines.Where(line => line.Id.Contains("Labs", StringComparison.Ordinal)), Is.Empty);
    }
}
