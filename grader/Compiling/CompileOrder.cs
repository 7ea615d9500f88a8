using Labs.Grader.Grading;

namespace Labs.Grader.Compiling;

/// <summary>Asks for one submission, compiled.</summary>
/// <param name="Choice">Which submission; its path is a whole one.</param>
/// <param name="Lab">The lab's name.</param>
/// <param name="Contracts">The assemblies that the lab's suite shares with submissions.</param>
internal sealed record CompileOrder(SubmissionChoice Choice, string Lab, IReadOnlyList<string> Contracts);
