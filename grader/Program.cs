using Labs.Grader.Commands;
using Labs.Grader.Workers;

return args is [WorkerProcess.Verb, var orders, var reports] ? Worker.Run(orders, reports) : CommandLine.Run(args);
