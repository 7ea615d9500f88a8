using Labs.Grader.Compiling;
using Labs.Grader.Grading;
using Labs.Grader.Suites;
using Labs.Grader.Verification;
using Labs.Testing;

namespace Labs.Grader.Tests;

/// <summary>Ordinary code breaks no rule, whatever the compiler makes of it.</summary>
public sealed class CheckAcceptedTests
{
    private static readonly string Root = Repository.RootAbove(AppContext.BaseDirectory)!;

    // One for all: to start it takes longer than to compile most of them.
    private readonly Compiler _compiler = new(CompilerLimits.Default);

    private static readonly string[] Snippets =
    [
        "class C { int M(int n) { Span<int> s = stackalloc int[n]; Span<byte> t = stackalloc byte[] { 1, 2, 3 }; return s.Length + t.Length; } }",
        "class C { Span<byte> M() { Span<byte> same = stackalloc byte[] { 7, 7, 7, 7, 7, 7, 7, 7 }; return same.ToArray(); } }",
        "class C { ReadOnlySpan<byte> M() => \"text\"u8; ReadOnlySpan<int> N() => [1, 2, 3]; int[] O() => [1, 2, 3, 4, 5, 6]; }",
        "class C { int[] M(int[] a) => a[1..^1]; string N(string s) => s[1..]; int O(int[] a) => a[^1]; }",
        "class C { List<int> M(List<int> l) => [.. l, 1, 2]; ImmutableArray<int> N() => [1, 2]; IReadOnlyList<int> O() => [1, 2]; HashSet<int> P() => [1]; }",
        "class C { string M(params ReadOnlySpan<string> s) => s[0]; string N() => M(\"a\", \"b\", \"c\"); }",
        "class C { T M<T>() where T : new() => new(); string N(object o) => o.GetType().Name + typeof(C).Name + nameof(C); }",
        "record A(int N, string S, List<int> L); record struct B(int N); sealed record D(int N) : IComparable<D> { public int CompareTo(D? o) => N - o!.N; }",
        "class C { object M() => new { A = 1, B = \"b\" }; (int A, string B) N() => (1, \"b\"); bool O() => (1, 2) == (1, 2); }",
        "class C { IEnumerable<int> M() { yield return 1; } async IAsyncEnumerable<int> N() { await Task.Yield(); yield return 1; } }",
        "class C { async Task M() { await foreach (int n in N()) Console.WriteLine(n); } async IAsyncEnumerable<int> N() { await Task.Yield(); yield return 1; } }",
        "class C { async Task<int> M(Task<int> t, ValueTask<int> v) => await t + await v; async ValueTask N() => await Task.WhenAll(M(null!, default)); }",
        "class C { Func<int, int> M() => n => n + 1; Func<int, int> N() => Twice; static int Twice(int n) => 2 * n; int O(int k) { return Inner(); int Inner() => k; } }",
        "class C { static readonly TimeSpan Longest = TimeSpan.FromSeconds(1); const int Most = 5; static readonly ImmutableArray<int> All = [1]; static int Zero => 0; }",
        "class C { event Action? Changed; void M() { Changed += M; Changed?.Invoke(); Changed -= M; } }",
        "class C { readonly object _gate = new(); void M() { lock (_gate) { } } readonly Lock _lock = new(); void N() { lock (_lock) { } } }",
        "class C { string M(string s) => s switch { \"a\" => \"1\", \"bb\" => \"2\", \"ccc\" => \"3\", \"dddd\" => \"4\", \"e\" => \"5\", \"f\" => \"6\", \"g\" => \"7\", _ => \"\" }; }",
        "enum E { A, B } class C { int M(E e) => e switch { E.A => 1, E.B => 2 }; bool N(int[] o) => o is [1, ..] or [.., 2] or { Length: > 5 }; bool O(object o) => o is (int x, > 1); }",
        "interface I<T> where T : I<T> { static abstract T Zero { get; } static virtual int One => 1; } struct S : I<S> { public static S Zero => default; }",
        "ref struct R(Span<int> s) { public Span<int> Span { get; } = s; } class C { ref readonly int M(in int n) => ref n; }",
        "static class X { extension(string s) { public int Twice => 2 * s.Length; } } class C { int M() => \"a\".Twice; }",
        "class C { string M(int n) => $\"{n:x} of {n}\"; FormattableString N(int n) => $\"{n}\"; }",
        "class C { int M(Dictionary<string, int> d) => d.OrderBy(e => e.Key).Select(e => e.Value).Where(v => v > 1).Sum(); }",
        "class C { void M() { try { M(); } catch (InvalidOperationException e) when (e.Message.Length > 1) { throw; } finally { M(); } } }",
        "class C(INode node) { Task M() => node.Delay(1.Milliseconds()); void N() => node.Log($\"{node.Id}\"); }",
        "record P(int Term, byte[] Log); class C { byte[] M(P p) => JsonSerializer.SerializeToUtf8Bytes(p); P? N(byte[] b) => JsonSerializer.Deserialize<P>(b); }",
        "class C { T M<T>(Lazy<T> l) => l.Value; Lazy<int> N() => new(() => 1, LazyThreadSafetyMode.None); }",
        "class C { delegate int D(ref int n); D M() => (ref int n) => n++; Comparison<string> N() => string.CompareOrdinal; }",
        "class C { int this[int i] => i; int M() => this[1]; public static C operator +(C a, C b) => a; public static implicit operator int(C c) => 1; }",
    ];

    /// <summary>The submissions that lie in the repository for a lab: its skeleton, and any instructors' own.</summary>
    private static IEnumerable<TestCaseData> Submissions =>
        from lab in new LabShelf(Root).Labs()
        let own = Path.Combine(Root, "solutions-private", lab)
        from folder in Folders(own, "src").Select(_ => Path.Combine(Root, "solutions-private"))
            .Concat(Folders(own, "variants").Concat(Folders(own, "vacuous")).SelectMany(Directory.EnumerateDirectories))
            .Prepend(Path.Combine(Root, "labs"))
        select new TestCaseData(lab, folder).SetArgDisplayNames(lab, Path.GetFileName(folder));

    private static IEnumerable<TestCaseData> Samples =>
        Directory.EnumerateFiles(Path.Combine(Root, "framework", "tests", "Labs.Fence.Tests", "Accepted"), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileName(file)));

    [OneTimeTearDown]
    public void EndCompiler() => _compiler.Dispose();

    [Test]
    public void Ordinary_lines_break_no_rule()
    {
        const string Usings = "using System.Collections.Immutable; using System.Text.Json; using Labs.Framework; ";
        var found = Checked.Violations(Snippets.Select((code, index) => ($"{index}.cs", $"{Usings}namespace Snippet{index}; {code}")));

        Assert.That(found, Is.Empty);
    }

    [TestCaseSource(nameof(Samples))]
    public void Samples_of_ordinary_code_break_no_rule(string file)
    {
        Assert.That(Checked.Violations((Path.GetFileName(file), File.ReadAllText(file))), Is.Empty);
    }

    /// <summary>400 lines with every kind of loop, catch and state machine that the compiler knows. It waits for tasks and keeps an
    /// array in a static on purpose.</summary>
    [Test]
    public void The_sample_that_the_engine_is_tested_with_breaks_no_rule_by_accident()
    {
        string file = Path.Combine(Root, "framework", "tests", "Labs.Testing.Tests", "Subjects", "Ordinary.cs.txt");
        var compiled = Checked.Compile([("Ordinary.cs", File.ReadAllText(file))], typeof(Toy.IToy).Assembly.Location);

        var found = Verifier.Verify(compiled, CancellationToken.None).Select(violation => violation.Message.Split(": ")[0]);

        Assert.That(found.Distinct(), Is.EquivalentTo(
        [
            "'Squares' would be shared by all servers and all runs",
            "The symbol 'TaskAwaiter<TResult>.GetResult()' is banned in this project",
        ]));
    }

    [TestCaseSource(nameof(Submissions))]
    public void Submissions_of_the_repository_break_no_rule(string lab, string folder)
    {
        var shelf = new LabShelf(Root);
        var suite = shelf.Open(lab);
        var choice = new SubmissionChoice(shelf, folder, suite.Suite.Lab.BuildsOn);

        Assert.That(() => LoadedSubmission.Load(_compiler, suite, choice, CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public void Every_ban_is_known_by_the_id_that_the_look_at_the_assembly_writes()
    {
        var ids = Basic.Reference.Assemblies.Net100.ReferenceInfos.All.SelectMany(info => Ids(info.ImageBytes)).ToHashSet();

        Assert.That(BanList.Read().Ids.Where(id => !id.StartsWith("N:", StringComparison.Ordinal) && !ids.Contains(id)), Is.Empty);
    }

    /// <summary>A version of .NET with something new, or a ban taken back, opens nothing by itself.</summary>
    [TestCase("System.Text.StringBuilder", "System.Text.StringBuilder..ctor")]
    [TestCase("System.Console: Write WriteLine", "System.Console.WriteLine")]
    public void What_is_on_neither_list_is_closed(string line, string member)
    {
        var compiled = Checked.Compile([("C.cs", "class C { void M() => System.Console.WriteLine(new System.Text.StringBuilder()); }")]);
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "AllowedTypes.txt"));

        var findings = AssemblyRules.Check(compiled, BanList.Read(), new AllowList(lines.Except([line])));

        Assert.That(lines, Has.Member(line));
        Assert.That(
            findings.Select(found => found.Violation.ToString()),
            Is.EqualTo([$"C.cs:1:23: {member} is not on the list of what a lab needs (LABS005): leave it out"]));
    }

    private static List<string> Ids(byte[] image)
    {
        using var module = Mono.Cecil.ModuleDefinition.ReadModule(new MemoryStream(image));
        return
        [
            .. module.GetTypes().SelectMany(type => type.Methods.Cast<Mono.Cecil.MemberReference>().Concat(type.Fields).Append(type))
                .SelectMany(DocumentationId.Of),
        ];
    }

    private static IEnumerable<string> Folders(string parent, string name) =>
        Directory.Exists(Path.Combine(parent, name)) ? [Path.Combine(parent, name)] : [];
}
