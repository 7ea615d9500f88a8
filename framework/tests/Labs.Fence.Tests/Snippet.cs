namespace Labs.Fence.Tests;

/// <summary>A few lines of student code, in a class that has what such lines need.</summary>
/// <param name="Rule">The rule that must refuse them, or empty where they must compile.</param>
/// <param name="Code">Statements, or members after <c>//members</c>.</param>
public sealed record Snippet(string Rule, string Code)
{
    private const string Members = "//members";

    public override string ToString() => Code.ReplaceLineEndings(" ");

    internal string InFile(int number)
    {
        bool isMembers = Code.StartsWith(Members, StringComparison.Ordinal);
        return $$"""
            using System.Collections;
            using System.Collections.Concurrent;
            using System.Collections.Frozen;
            using System.Collections.Immutable;
            using System.Threading.Channels;
            using Labs.Framework;

            namespace Snippet{{number}};

            sealed record Ping(int Number, string Text) : IRequest<Pong>;
            sealed record Pong(int Number);

            class Server(INode start)
            {
                readonly INode node = start;
                readonly Task task = Task.CompletedTask;
                readonly Task<int> number = Task.FromResult(1);
                ValueTask value;
                ValueTask<int> valueNumber;
                readonly Channel<int> channel = Channel.CreateUnbounded<int>();
                readonly CancellationTokenSource source = new();
                readonly List<string> names = [];
                IPeer Peer => node.Others[0];
                Task WorkAsync() => node.Delay(1.Milliseconds());
                {{(isMembers ? Code : "")}}
                async Task Run(CancellationToken cancel)
                {
                    await node.Delay(1.Milliseconds());
                    {{(isMembers ? "" : Code)}}
                }
            }
            """;
    }
}
