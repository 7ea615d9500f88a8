using Labs.Grader.Submissions;
using Labs.Grader.Verification;

namespace Labs.Grader.Tests;

/// <summary>What a submission may not hold is refused, once for each place, with the line; where two looks can see it, by each.</summary>
public sealed class CheckRefusedTests
{
    private static readonly RefusedSnippet[] Snippets =
    [
        // Calls.
        Of("RS0030", "'Task.Delay(int)'", Seen.InBoth, "class C { Task M() => Task.Delay(1); } // <-"),
        Of("RS0030", "'Task.Run(Action)'", Seen.InBoth, "class C {\n    async Task M()\n    {\n        await Task.Run(() => { }); // <-\n    }\n}"),
        Of("RS0030", "'Task.ConfigureAwait(bool)'", Seen.InBoth, "class C { async Task M(Task t) { await t.ConfigureAwait(false); } } // <-"),
        Of("RS0030", "'Thread'", Seen.InBoth, "class C { void M() => Thread.Sleep(1); } // <-"),
        Of("RS0030", "'DateTime.UtcNow'", Seen.InBoth, "class C { int M() => DateTime.UtcNow.Day; } // <-"),
        Of("RS0030", "'Stopwatch'", Seen.InBoth, "class C { object M() => Stopwatch.StartNew(); } // <-"),
        Of("RS0030", "'Random.Random(int)'", Seen.InBoth, "class C { int M() => new Random(1).Next(); } // <-"),
        Of("RS0030", "'Guid.NewGuid()'", Seen.InBoth, "class C { Guid M() => Guid.NewGuid(); } // <-"),
        Of("RS0030", "'Environment.Exit(int)'", Seen.InBoth, "class C { void M() => Environment.Exit(0); } // <-"),
        Of("RS0030", "'Environment.GetEnvironmentVariable(string)'", Seen.InBoth, "class C { object? M() => Environment.GetEnvironmentVariable(\"SEED\"); } // <-"),
        Of("RS0030", "'System.IO'", Seen.InBoth, "class C { void M() => File.WriteAllText(\"result.json\", \"\"); } // <-"),
        Of("RS0030", "'System.Net'", Seen.InBoth, "class C { object M() => new HttpClient(); } // <-"),
        Of("RS0030", "'Process'", Seen.InBoth, "class C { void M() => Process.Start(\"sh\"); } // <-"),
        Of("RS0030", "'Type.GetField(string)'", Seen.InBoth, "class C { object? M() => typeof(C).GetField(\"_node\"); } // <-"),
        Of("RS0030", "'Type.Assembly'", Seen.InBoth, "class C { object M() => typeof(INode).Assembly; } // <-"),
        Of("RS0030", "'Activator'", Seen.InBoth, "class C { object? M() => Activator.CreateInstance(typeof(C)); } // <-"),
        Of("RS0030", "'Delegate.DynamicInvoke(params object?[]?)'", Seen.InBoth, "class C { void M(Action a) => a.DynamicInvoke(); } // <-"),
        Of("RS0030", "'Unsafe'", Seen.InBoth, "class C { C M(object o) => Unsafe.As<C>(o); } // <-"),
        Of("RS0030", "'System.Runtime.InteropServices'", Seen.InSources, "class C { void M(List<int> l) { foreach (int i in CollectionsMarshal.AsSpan(l)) { } } } // <-"),
        Of("RS0030", "'ChannelReader<T>.ReadAllAsync(CancellationToken)'", Seen.InBoth, "class C { async Task M(Channel<int> c) { await foreach (int i in c.Reader.ReadAllAsync()) { } } } // <-"),
        Of("RS0030", "'GC.Collect()'", Seen.InBoth, "class C { Action M() => GC.Collect; } // <-"),
        Of("RS0030", "'object.GetHashCode()'", Seen.InBoth, "class C { int M() => (1, \"a\").GetHashCode(); } // <-"),
        Of("RS0030", "'TaskAwaiter<TResult>.GetResult()'", Seen.InSources, "class C { int M(Task<int> t) => t.GetAwaiter().GetResult(); } // <-"),
        Of("RS0030", "'Task<TResult>.Result'", Seen.InBoth, "class C { int M(Task<int> t) => t.Result; } // <-"),
        Of("RS0030", "'System.Linq.Expressions'", Seen.InBoth, "class C { object M()\n    {\n        return Expression.Constant(1); // <-\n    }\n}"),

        Of("RS0030", "'TextWriterTraceListener'", Seen.InBoth, "class C { object M() => new System.Diagnostics.TextWriterTraceListener(\"grade.json\"); } // <-"),
        Of("RS0030", "'Encoding.GetEncodings()'", Seen.InBoth, "class C { object M() => System.Text.Encoding.GetEncodings(); } // <-"),
        Of("RS0030", "'Regex.CacheSize'", Seen.InBoth, "class C { void M() => System.Text.RegularExpressions.Regex.CacheSize = 7; } // <-"),
        Of("RS0030", "'System.ComponentModel'", Seen.InBoth, "class C { object? M(object o) => System.ComponentModel.TypeDescriptor.GetProperties(o)[0].GetValue(o); } // <-"),

        // What a look at the sources misses: types that are only declared, and what the compiler calls by itself.
        Of("RS0030", "'Stopwatch'", Seen.InAssembly, "class C\n{\n    public Stopwatch? Watch; // <-\n}"),
        Of("RS0030", "'Thread'", Seen.InAssembly, "class C\n{\n    readonly List<Thread> _threads = []; // <-\n}"),
        Of("RS0030", "'Timer'", Seen.InAssembly, "class C\n{\n    public Timer? Timer { get; set; } // <-\n}"),
        Of("RS0030", "'Process'", Seen.InAssembly, "class C\n{\n    public Process? Make(int n) // <-\n    {\n        return null;\n    }\n}"),
        Of("RS0030", "'Mutex'", Seen.InAssembly, "class C\n{\n    public void Take(int n, Mutex[] all) // <-\n    {\n    }\n}"),
        Of("RS0030", "'System.Collections.Concurrent'", Seen.InAssembly, "class C { object M() { ConcurrentBag<int> bag = [1, 2]; return bag; } } // <-"),
        Of("RS0030", "'Random.Random()'", Seen.InBoth, "class C() : Random(); // <-"),
        Of("RS0030", "'Random.Random()'", Seen.InAssembly, "class C : Random; // <-"),
        Of("RS0030", "'Random.Random(int)'", Seen.InBoth, "class C : Random { C() : base(1) { } } // <-"),
        Of("RS0030", "'Thread'", Seen.InAssembly, "class C { bool M(object o) => o is Thread; } // <-"),
        Of("RS0030", "'SpinLock'", Seen.InAssembly, "class C { object M() => default(SpinLock); } // <-"),
        Of("RS0030", "'SemaphoreSlim'", Seen.InAssembly, "class C { void M(object o) { using (o as SemaphoreSlim) { } } } // <-"),
        Of("RS0030", "'Thread'", Seen.InAssembly, "class C { object M() => Channel.CreateUnbounded<Thread>(); } // <-"),
        Of("RS0030", "'Stopwatch'", Seen.InAssembly, "class C { async Task<bool> M() { Stopwatch? s = null; await Task.Yield(); return s == null; } } // <-"),
        Of("RS0030", "'ITimer'", Seen.InAssembly, "class C<T> where T : ITimer; // <-"),
        Of("RS0030", "'SynchronizationContext'", Seen.InBoth, "class C : SynchronizationContext; // <-"),
        Of("RS0030", "'System.Linq.Expressions'", Seen.InAssembly, "class C { object M() { Expression<Func<int>> e = () => 1; return e; } } // <-"),

        // State that servers share.
        Of("LABS002", "'s_count'", Seen.InBoth, "class C { static int s_count; } // <-"),
        Of("LABS002", "'Count'", Seen.InBoth, "class C { static int Count { get; set; } } // <-"),
        Of("LABS002", "'Now'", Seen.InBoth, "class C { static int Now { get => field; set => field = value; } } // <-"),
        Of("LABS002", "'Changed'", Seen.InBoth, "class C { static event Action? Changed; void M() => Changed?.Invoke(); } // <-"),
        Of("LABS002", "'All'", Seen.InBoth, "class C { static readonly List<int> All = []; } // <-"),
        Of("LABS002", "'Gate'", Seen.InBoth, "class C<T> { static readonly object Gate = new(); } // <-"),
        Of("LABS002", "'Shared'", Seen.InBoth, "interface IC { static int Shared; } // <-"),

        // Parts of the language.
        Of("LABS005", "'dynamic'", Seen.InBoth, "class C { void M(object o) {\n    dynamic d = o; // <-\n    d.Run(); // <-\n} }"),
        Of("LABS005", "A finalizer", Seen.InBoth, "class C { ~C() { } } // <-"),
        Of("LABS005", "Code outside of .NET", Seen.InBoth, "class C {\n    [DllImport(\"libc\")] // <-\n    static extern int getpid(); // <-\n}"),
        Of("LABS005", "Unsafe code", Seen.InBoth, "class C { void M() { int n = 1; var r = __makeref(n); } } // <-"),
        Of("LABS005", "Unsafe code", Seen.InAssembly, "class C { void M(__arglist) { } } // <-"),
        Of("RS0030", "'System.Runtime.InteropServices'", Seen.InBoth, "[StructLayout(LayoutKind.Explicit)] struct C { [FieldOffset(0)] int a; [FieldOffset(0)] float b; } // <-"),
        Of("RS0030", "'InlineArrayAttribute'", Seen.InBoth, "[InlineArray(4)] struct C { int first; } // <-"),
        Of("RS0030", "'ModuleInitializerAttribute'", Seen.InBoth, "class C { [ModuleInitializer] internal static void Start() { } } // <-"),
        Of("RS0030", "'UnsafeAccessorAttribute'", Seen.InBoth, "class C {\n    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = \"_x\")] // <-\n    static extern ref int X(C c); // <-\n}"),
        Of("LABS001", "dropped", Seen.InSources, "class C { void M() { N(); } Task N() => Task.CompletedTask; } // <-"),
        Of("LABS004", "async void", Seen.InSources, "class C { async void M() => await Task.Yield(); } // <-"),

        Of("LABS006", "JSON of Task", Seen.InSources, "class C { string M(Task t) => System.Text.Json.JsonSerializer.Serialize(t); } // <-"),
        Of("LABS006", "JSON of P.T, object", Seen.InSources, "record P(object T); class C { string M(P p) => System.Text.Json.JsonSerializer.Serialize(p); } // <-"),

        // Once, though the compiler refers to it at the end of the block, or in a closure, too.
        Of("RS0030", "'PeriodicTimer'", Seen.InBoth, "class C { void M(TimeSpan t)\n{\n    using var timer = new PeriodicTimer(t); // <-\n    Console.WriteLine();\n    Console.WriteLine(1);\n} }"),
        Of("RS0030", "'PeriodicTimer'", Seen.InBoth, "class C { async Task M(TimeSpan t)\n{\n    using (new PeriodicTimer(t)) // <-\n    {\n        await Task.Yield();\n    }\n} }"),
        Of("RS0030", "'Stopwatch'", Seen.InBoth, "class C { Func<object> M()\n{\n    var watch = Stopwatch.StartNew(); // <-\n    return () =>\n        watch;\n} }"),

        // Attempts to silence.
        Of("RS0030", "'Thread'", Seen.InBoth, "\n#pragma warning disable // <-\nclass C { void M() => Thread.Sleep(1); } // <-"),
        Of("LABS003", "RS0030 can't be suppressed", Seen.InSources, "class C {\n    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"A\", \"RS0030\")] // <-\n    void M() { }\n}"),
    ];

    private static readonly Lazy<CompiledSubmission> Compiled = new(() =>
        Checked.Compile(Snippets.Select((snippet, index) => ($"{index}.cs", snippet.InNamespace(index)))));

    private static readonly Lazy<ILookup<string, Violation>> Merged =
        new(() => ByFile(Verifier.Verify(Compiled.Value, CancellationToken.None)));

    private static readonly Lazy<ILookup<string, Violation>> InSources =
        new(() => ByFile(SourceRules.Check(Compiled.Value.Compilation, BanList.Read(), CancellationToken.None)));

    private static readonly Lazy<ILookup<string, Violation>> InAssembly =
        new(() => ByFile(AssemblyRules.Check(Compiled.Value, BanList.Read(), AllowList.Read()).Select(found => found.Violation)));

    private static IEnumerable<TestCaseData> Cases =>
        Snippets.Select((snippet, index) => new TestCaseData($"{index}.cs", snippet).SetArgDisplayNames($"{snippet}"));

    [TestCaseSource(nameof(Cases))]
    public void What_breaks_a_rule_is_named_once_with_its_line(string file, object refused)
    {
        var snippet = (RefusedSnippet)refused;
        var found = Merged.Value[file].ToList();

        Assert.That(found.Select(violation => violation.Place.Line), Is.EqualTo(snippet.Lines));
        Assert.That(found.Where(snippet.Is), Is.Not.Empty, string.Join('\n', found));
        Assert.That(InSources.Value[file].Any(snippet.Is), Is.EqualTo(snippet.Seen.HasFlag(Seen.InSources)), "in the sources");
        Assert.That(InAssembly.Value[file].Any(snippet.Is), Is.EqualTo(snippet.Seen.HasFlag(Seen.InAssembly)), "in the assembly");
    }

    [Test]
    public void What_concerns_the_whole_assembly_is_named_where_it_stands()
    {
        var found = Checked.Violations(("Own.cs", """
            [assembly: System.Runtime.CompilerServices.IgnoresAccessChecksTo("Labs.Framework")]
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Labs.Simulation")]

            namespace System.Runtime.CompilerServices;

            class IgnoresAccessChecksToAttribute(string name) : Attribute
            {
                public string Name => name;
            }
            """));

        Assert.That(found.Select(violation => $"{violation}"), Is.EqualTo(
        [
            "Own.cs:1:12: What another assembly keeps to itself is none of yours (LABS005): use what is public",
            "Own.cs:2:12: The symbol 'InternalsVisibleToAttribute' is banned in this project (RS0030): "
                + "use public members: grading compiles your files into one assembly.",
            "Own.cs:6:7: The compiler takes a type in a namespace of .NET for one of .NET's own (LABS005): use a namespace of yours",
        ]));
    }

    [TestCase("Own.cs", "// <auto-generated/>")]
    [TestCase("Own.g.cs", "// by hand")]
    [TestCase("Own.cs", "#line hidden")]
    [TestCase("Own.cs", "#line 100 \"Elsewhere.cs\"")]
    public void No_mark_in_a_file_hides_what_stands_in_it(string file, string head)
    {
        const string Code = """
            class Own
            {
                static int s_count;
                void M() => Thread.Sleep(s_count);
                async void N() => await Task.Yield();
            }
            """;

        var found = Checked.Violations((file, $"{head}\n{Code}")).Where(violation => violation.Place.Line > 1).ToList();

        Assert.That(found.Select(violation => violation.Place.Path).Distinct(), Is.EqualTo([file]));
        Assert.That(found.Select(violation => violation.Rule), Is.EquivalentTo(["LABS002", "RS0030", "LABS004"]));
    }

    [Test]
    public void Only_the_first_50_are_shown_in_the_order_of_files_and_lines()
    {
        string[] bad = [.. Enumerable.Range(0, 30).Select(i => $"static int s_a{i};")];
        string text = $"class NAME\n{{\n{string.Join('\n', bad)}\n}}";

        string[] lines = [.. BrokenRules.Lines(Checked.Violations(
            ("b.cs", text.Replace("NAME", "B", StringComparison.Ordinal)), ("a.cs", text.Replace("NAME", "A", StringComparison.Ordinal))))];

        Assert.That(lines, Has.Length.EqualTo(51));
        Assert.That(lines[0], Does.StartWith("a.cs:3:12: 's_a0' would be shared"));
        Assert.That(lines[30], Does.StartWith("b.cs:3:12: 's_a0' would be shared"));
        Assert.That(lines[50], Is.EqualTo("... and 10 more"));
    }

    private static RefusedSnippet Of(string rule, string says, Seen seen, string code) => new(rule, says, seen, code);

    private static ILookup<string, Violation> ByFile(IEnumerable<Violation> violations) => violations.ToLookup(found => found.Place.Path);
}
