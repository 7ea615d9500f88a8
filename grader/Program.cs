using Labs.Grader.Commands;
using Labs.Grader.Compiling;
using Labs.Grader.Workers;

return args switch
{
    [WorkerProcess.Verb, var orders, var reports] => Worker.Run(orders, reports),
    [Compiler.Verb, var orders, var reports] => CompilerSide.Run(orders, reports),
    _ => CommandLine.Run(args),
};
