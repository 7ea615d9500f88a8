using Labs.Analyzers;
using Microsoft.CodeAnalysis;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Labs.Grader.Verification;

/// <summary>Finds what leaves verifiable, managed code in a submission's assembly, whatever the sources look like.</summary>
/// <remarks>The compiler is told to make no unsafe code, so <c>localloc</c> is that of a span.</remarks>
internal sealed class AssemblyDoors
{
    private const string Interop = "N:System.Runtime.InteropServices";
    private const string Initializer = "T:System.Runtime.CompilerServices.ModuleInitializerAttribute";

    private readonly ModuleDefinition _module;
    private readonly BanList _bans;
    private readonly SourceMap _map;
    private readonly Compilation _compilation;

    private AssemblyDoors(ModuleDefinition module, BanList bans, SourceMap map, Compilation compilation) =>
        (_module, _bans, _map, _compilation) = (module, bans, map, compilation);

    /// <summary>Lists it.</summary>
    public static IEnumerable<Finding> Check(ModuleDefinition module, BanList bans, SourceMap map, Compilation compilation) =>
        new AssemblyDoors(module, bans, map, compilation).Check();

    private IEnumerable<Finding> Check()
    {
        var types = _module.GetTypes().Where(type => !Synthesized.IsData(type)).ToList();
        return Attributes().Concat(types.SelectMany(Check)).Concat(types.SelectMany(type => type.Methods).SelectMany(Check));
    }

    private IEnumerable<Finding> Attributes()
    {
        bool isUnsafe = _module.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "UnverifiableCodeAttribute")
            || _module.Assembly.HasSecurityDeclarations;
        if (isUnsafe) yield return Door(_module.Types[0], null, Doors.UnsafeCode);
        foreach (var attribute in _module.Assembly.CustomAttributes.Select(attribute => attribute.AttributeType))
        {
            var from = _map.FindAttribute(attribute);
            // The runtime knows it by its name, wherever it is declared.
            if (attribute.Name == "IgnoresAccessChecksToAttribute")
                yield return new Finding(new Violation(from.Name, Rules.LanguageDoor.Id, Doors.ForeignInternals), from);
            if (_bans.Find(attribute) is { } banned)
                yield return new Finding(new Violation(from.Name, BanList.Rule, _bans.Message(banned, _compilation)), from);
        }
    }

    private IEnumerable<Finding> Check(TypeDefinition type)
    {
        if (type.IsExplicitLayout && type.HasFields) yield return Banned(type, null, Interop);
        foreach (var field in type.Fields.Where(field => IsUnsafe(field.FieldType)))
            yield return Door(field, null, Doors.UnsafeCode);
    }

    private IEnumerable<Finding> Check(MethodDefinition method)
    {
        if (IsExternal(method)) yield return Door(method, null, Doors.ExternalCode);
        if (IsFinalizer(method)) yield return Door(method, null, Doors.Finalizer);
        if (HasUnsafeSignature(method)) yield return Door(method, null, Doors.UnsafeCode);
        if (!method.HasBody) yield break;
        if (method.DeclaringType.Name == "<Module>")
        {
            foreach (var called in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodDefinition>())
                yield return Banned(called, null, Initializer);
        }

        foreach (var instruction in method.Body.Instructions)
        {
            if (IsUnsafe(instruction)) yield return Door(method, instruction, Doors.UnsafeCode);
            if (!IsFinalizer(method) && instruction.Operand is MethodReference { Name: "Finalize", HasParameters: false } called
                && called.DeclaringType.FullName == "System.Object")
                yield return Door(method, instruction, Doors.Finalizer);
        }
    }

    // A delegate's methods are the runtime's.
    private static bool IsExternal(MethodDefinition method) =>
        method.IsPInvokeImpl || method.IsInternalCall || method.IsUnmanaged || method.IsNative || method.IsForwardRef
        || method is { HasBody: false, IsAbstract: false, IsRuntime: false }
        || (method.IsRuntime && method.DeclaringType.BaseType?.FullName != "System.MulticastDelegate");

    private static bool IsFinalizer(MethodDefinition method) =>
        method is { Name: "Finalize", IsVirtual: true, IsNewSlot: false, HasParameters: false }
        || method.Overrides.Any(overridden => overridden.FullName == "System.Void System.Object::Finalize()");

    private static bool HasUnsafeSignature(MethodDefinition method) =>
        method.CallingConvention == MethodCallingConvention.VarArg
        || IsUnsafe(method.ReturnType)
        || method.Parameters.Any(parameter => IsUnsafe(parameter.ParameterType))
        || (method.HasBody && method.Body.Variables.Any(variable => variable.IsPinned || IsUnsafe(variable.VariableType)));

    private static bool IsUnsafe(TypeReference type) => type switch
    {
        PointerType or FunctionPointerType => true,
        GenericInstanceType instance => instance.GenericArguments.Any(IsUnsafe),
        TypeSpecification other => IsUnsafe(other.ElementType),
        _ => type.FullName is "System.TypedReference" or "System.ArgIterator",
    };

    private static bool IsUnsafe(Instruction instruction) =>
        instruction.OpCode.Code is Code.Calli or Code.Jmp or Code.Arglist or Code.Mkrefany or Code.Refanyval or Code.Refanytype;

    private Finding Door(IMemberDefinition within, Instruction? at, string text)
    {
        var from = _map.Find(within, at);
        return new Finding(new Violation(from.Name, Rules.LanguageDoor.Id, text), from);
    }

    private Finding Banned(IMemberDefinition within, Instruction? at, string id)
    {
        var from = _map.Find(within, at);
        return new Finding(new Violation(from.Name, BanList.Rule, _bans.Message(id, _compilation)), from);
    }
}
