using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Labs.Grader.Verification;

/// <summary>A reference from a submission's assembly to a type or a member, its own or another's.</summary>
/// <param name="Member">What is referred to: never a constructed type or method, but its definition.</param>
/// <param name="Within">The type or the member whose code or signature refers to it.</param>
/// <param name="At">The instruction; null where it is in a signature or an attribute.</param>
internal sealed record MemberUse(MemberReference Member, IMemberDefinition Within, Instruction? At = null);
