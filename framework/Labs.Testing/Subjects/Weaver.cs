using Labs.Simulation;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Labs.Testing;

/// <summary>Rewrites an assembly so that it counts its own steps, probes its own stack, prints into its own trial, and makes JSON of
/// data alone.</summary>
/// <remarks>A computation that does not end takes backward branches or calls without end, so those are what is counted.</remarks>
internal sealed class Weaver
{
    private readonly MethodReference _enter;
    private readonly MethodReference _tick;
    private readonly TypeReference _console;
    private readonly MethodReference _checkJson;
    private readonly MethodReference _refuseJson;
    private readonly MethodReference _replace;
    private readonly TypeReference _exception;

    private Weaver(ModuleDefinition module)
    {
        _enter = module.ImportReference(typeof(StepBudget).GetMethod(nameof(StepBudget.Enter), Type.EmptyTypes));
        _tick = module.ImportReference(typeof(StepBudget).GetMethod(nameof(StepBudget.Tick), Type.EmptyTypes));
        _console = module.ImportReference(typeof(StudentConsole));
        _checkJson = module.ImportReference(typeof(JsonContent).GetMethod(nameof(JsonContent.Check)));
        _replace = module.ImportReference(typeof(StaticStart).GetMethod(nameof(StaticStart.Replace)));
        _exception = module.ImportReference(typeof(Exception));
        _refuseJson = module.ImportReference(typeof(JsonContent).GetMethod(nameof(JsonContent.Refuse)));
    }

    /// <summary>The simple name of an assembly.</summary>
    public static string NameOf(byte[] assembly)
    {
        try
        {
            using var module = ModuleDefinition.ReadModule(new MemoryStream(assembly));
            return module.Assembly?.Name.Name ?? throw new SubjectException("The submission is a module without an assembly.");
        }
        catch (Exception error) when (error is BadImageFormatException or IndexOutOfRangeException or EndOfStreamException
            or ArgumentException or OverflowException)
        {
            throw new SubjectException($"The submission is not a .NET assembly: {error.Message}");
        }
    }

    /// <summary>Weaves one assembly, and its symbols where there are any.</summary>
    /// <exception cref="SubjectException">The assembly's tables or code can't be read.</exception>
    public static SubjectImage Weave(SubjectImage image, IAssemblyResolver references)
    {
        try
        {
            return Rewrite(image, references);
        }
        catch (Exception error) when (error is not SubjectException)
        {
            throw new SubjectException($"The submission's assembly can't be read: {error.Message}");
        }
    }

    private static SubjectImage Rewrite(SubjectImage image, IAssemblyResolver references)
    {
        using var module = Read(image, references);
        var weaver = new Weaver(module);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            weaver.Weave(method);

        var assembly = new MemoryStream();
        if (!module.HasSymbols)
        {
            module.Write(assembly, new WriterParameters { DeterministicMvid = true });
            return new SubjectImage(assembly.ToArray());
        }

        var symbols = new MemoryStream();
        module.Write(assembly, new WriterParameters
        {
            DeterministicMvid = true,
            WriteSymbols = true,
            SymbolStream = symbols,
            SymbolWriterProvider = new PortablePdbWriterProvider(),
        });
        return new SubjectImage(assembly.ToArray(), symbols.ToArray());
    }

    private static ModuleDefinition Read(SubjectImage image, IAssemblyResolver references)
    {
        var parameters = new ReaderParameters { AssemblyResolver = references };
        if (image.Symbols is not null)
        {
            parameters.ReadSymbols = true;
            parameters.SymbolStream = new MemoryStream(image.Symbols);
            parameters.SymbolReaderProvider = new PortablePdbReaderProvider();
        }

        try
        {
            return ModuleDefinition.ReadModule(new MemoryStream(image.Assembly), parameters);
        }
        catch (Exception error) when (image.Symbols is not null
            && error is SymbolsNotMatchingException or BadImageFormatException or ArgumentException or EndOfStreamException)
        {
            throw new SubjectException($"The submission's symbols don't belong to its assembly: {error.Message}");
        }
    }

    private void Weave(MethodDefinition method)
    {
        var body = method.Body;
        RedirectConsole(body);
        if (IsTrivialAccessor(method) || IsEmptyConstructor(method))
            return;

        body.SimplifyMacros();
        var instructions = body.Instructions;
        TickBeforeBackwardBranches(body.GetILProcessor(), [.. instructions]);
        CheckBeforeJson(body.GetILProcessor(), [.. instructions]);
        if (method is { IsConstructor: true, IsStatic: true })
            ReplaceException(body);

        // Before any protected block that starts here, and outside of any loop that comes back here. Not in static constructors:
        // they run once in a process, so the first trial would count more steps than the others.
        if (!method.IsConstructor || !method.IsStatic)
            instructions.Insert(0, Instruction.Create(OpCodes.Call, _enter));
        body.OptimizeMacros();
    }

    private void TickBeforeBackwardBranches(ILProcessor processor, Instruction[] original)
    {
        var position = new Dictionary<Instruction, int>(original.Length);
        for (int i = 0; i < original.Length; i++)
            position[original[i]] = i;

        for (int i = 0; i < original.Length; i++)
        {
            var branch = original[i];
            if (!Targets(branch).Any(target => position[target] <= i))
                continue;

            CallBefore(processor, branch, _tick);
        }
    }

    private void CheckBeforeJson(ILProcessor processor, Instruction[] original)
    {
        foreach (var use in original)
        {
            if (use.Operand is not MethodReference method
                || method.DeclaringType.GetElementType().Namespace is not ("System.Text.Json" or "System.Text.Json.Nodes"))
                continue;
            if (method.Parameters.Any(parameter => parameter.ParameterType.FullName == "System.Type"))
                CallBefore(processor, use, _refuseJson);
            else if (method is GenericInstanceMethod { GenericArguments: [var argument] })
                CallBefore(processor, use, new GenericInstanceMethod(_checkJson) { GenericArguments = { argument } });
        }
    }

    // The instruction itself becomes the call and a copy follows it: whatever jumps to it, and every protected block that begins or
    // ends at it, then makes the call too, with nothing to re-target.
    private static void CallBefore(ILProcessor processor, Instruction instruction, MethodReference called)
    {
        var copy = Instruction.Create(OpCodes.Nop);
        (copy.OpCode, copy.Operand) = (instruction.OpCode, instruction.Operand);
        (instruction.OpCode, instruction.Operand) = (OpCodes.Call, called);
        processor.InsertAfter(instruction, copy);
    }

    // What a static constructor throws the runtime keeps for the whole process, and throws again. So what is thrown is the engine's,
    // with nothing in it that can change.
    private void ReplaceException(MethodBody body)
    {
        var processor = body.GetILProcessor();
        var end = Instruction.Create(OpCodes.Ret);
        foreach (var instruction in body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ret))
            (instruction.OpCode, instruction.Operand) = (OpCodes.Leave, end);
        var caught = Instruction.Create(OpCodes.Call, _replace);
        processor.Append(caught);
        processor.Append(Instruction.Create(OpCodes.Throw));
        processor.Append(end);
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
        {
            CatchType = _exception,
            TryStart = body.Instructions[0],
            TryEnd = caught,
            HandlerStart = caught,
            HandlerEnd = end,
        });
    }

    private static Instruction[] Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    /// <summary>The accessors of automatic properties neither call nor loop, and nothing loops over a property alone; without a
    /// call in them the JIT inlines them as ever.</summary>
    private static bool IsTrivialAccessor(MethodDefinition method) =>
        (method.IsGetter || method.IsSetter)
        && method.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.CompilerGeneratedAttribute")
        && method.Body.Instructions.All(i => i.OpCode.FlowControl is FlowControl.Next or FlowControl.Return);

    /// <summary>Like the static constructors that make the compiler's singletons for lambdas, these would count once in a
    /// process.</summary>
    private static bool IsEmptyConstructor(MethodDefinition method) =>
        method is { IsConstructor: true, IsStatic: false }
        && method.Body.Instructions.All(i =>
            i.OpCode.FlowControl is FlowControl.Next or FlowControl.Return
            || i is { OpCode.Code: Code.Call, Operand: MethodReference { Name: ".ctor", DeclaringType.FullName: "System.Object" } });

    private void RedirectConsole(MethodBody body)
    {
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is MethodReference { DeclaringType.FullName: "System.Console" } method
                && method.Name is "Write" or "WriteLine" or "get_Out" or "get_Error")
            {
                method.DeclaringType = _console;
            }
        }
    }
}
