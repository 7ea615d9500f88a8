using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Labs.Grader.Verification;

/// <summary>Lists what a submission's assembly refers to: in code, signatures, attributes, base types.</summary>
/// <remarks>This is what a rule about references has to look at. It leaves out what only the compiler writes, in types that C# can't
/// name, where no statement of the student's asks for it.</remarks>
internal static class MemberUses
{
    /// <summary>All references.</summary>
    public static IEnumerable<MemberUse> Of(ModuleDefinition module) =>
        module.GetTypes().Where(type => !Synthesized.IsData(type)).SelectMany(Of);

    private static IEnumerable<MemberUse> Of(TypeDefinition type)
    {
        var named = type.Interfaces.Select(implemented => implemented.InterfaceType)
            .Concat(type.GenericParameters.SelectMany(Constraints))
            .Append(type.BaseType)
            .Where(reference => reference is not null)
            .SelectMany(Parts)
            .Concat(Attributes(type))
            .Select(part => new MemberUse(part, type));
        var members = type.Properties.SelectMany(property => Attributes(property).Select(part => new MemberUse(part, property)))
            .Concat(type.Events.SelectMany(happening => Attributes(happening).Select(part => new MemberUse(part, happening))))
            .Concat(type.Methods.SelectMany(Of));
        // A field that the compiler made keeps a local variable; the code that uses it tells where.
        return Synthesized.IsType(type) ? named.Concat(members) : named.Concat(type.Fields.SelectMany(Of)).Concat(members);
    }

    private static IEnumerable<MemberUse> Of(FieldDefinition field) =>
        Parts(field.FieldType).Concat(Attributes(field)).Select(part => new MemberUse(part, field));

    private static IEnumerable<MemberUse> Of(MethodDefinition method)
    {
        var signature = method.Parameters.SelectMany(parameter => Parts(parameter.ParameterType).Concat(Attributes(parameter)))
            .Concat(Parts(method.ReturnType))
            .Concat(Attributes(method.MethodReturnType))
            .Concat(method.GenericParameters.SelectMany(Constraints).SelectMany(Parts))
            .Concat(Attributes(method))
            .Select(part => new MemberUse(part, method));
        return method.HasBody ? signature.Concat(Code(method)) : signature;
    }

    private static IEnumerable<MemberUse> Code(MethodDefinition method)
    {
        foreach (var instruction in method.Body.Instructions)
        {
            foreach (var part in Operand(instruction, method.Body))
                yield return new MemberUse(part, method, instruction);
        }

        foreach (var handler in method.Body.ExceptionHandlers.Where(handler => handler.CatchType is not null))
        {
            foreach (var part in Parts(handler.CatchType))
                yield return new MemberUse(part, method, handler.HandlerStart);
        }
    }

    private static IEnumerable<MemberReference> Operand(Instruction instruction, MethodBody body) => instruction.Operand switch
    {
        GenericInstanceMethod made =>
            made.GenericArguments.SelectMany(Parts).Concat(Arguments(made.DeclaringType)).Append(made.ElementMethod),
        MethodReference method => Arguments(method.DeclaringType).Append(method),
        // A captured variable is told where it gets its value.
        FieldReference field when Synthesized.IsType(field.DeclaringType) =>
            instruction.OpCode.Code == Mono.Cecil.Cil.Code.Ldfld ? [] : Parts(field.FieldType),
        FieldReference field => Arguments(field.DeclaringType).Append(field),
        TypeReference type => Parts(type),
        VariableDefinition variable => Parts(variable.VariableType),
        _ => Stored(instruction, body) is { } variable ? Parts(variable.VariableType) : [],
    };

    // The first variables have instructions of their own.
    private static VariableDefinition? Stored(Instruction instruction, MethodBody body)
    {
        int index = instruction.OpCode.Code - Mono.Cecil.Cil.Code.Stloc_0;
        return index is >= 0 and <= 3 && index < body.Variables.Count ? body.Variables[index] : null;
    }

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    // Their arguments do nothing: only reflection could read them.
    private static IEnumerable<MemberReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(attribute => attribute.Constructor);

    // The type itself is known by its member.
    private static IEnumerable<MemberReference> Arguments(TypeReference declaring) => declaring switch
    {
        GenericInstanceType instance => instance.GenericArguments.SelectMany(Parts),
        TypeSpecification other => Parts(other.ElementType),
        _ => [],
    };

    /// <summary>The named types that a type is made of.</summary>
    private static IEnumerable<MemberReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType instance => instance.GenericArguments.SelectMany(Parts).Append(instance.ElementType),
        FunctionPointerType pointer => pointer.Parameters.SelectMany(p => Parts(p.ParameterType)).Concat(Parts(pointer.ReturnType)),
        TypeSpecification other => Parts(other.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
