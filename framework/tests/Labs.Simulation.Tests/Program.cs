using Labs.Simulation.Tests;
using Labs.Simulation.Tests.Draws;

// What a test wants to know of a fresh process.
switch (args)
{
    case ["hash"]:
        Console.WriteLine(string.Join(' ', Enumerable.Range(1, 3).Select(seed => $"{Bustle.Run((ulong)seed).TraceHash:x16}")));
        break;
    case ["leak"]:
        // The thread pool was used before anybody listened to it.
        await Task.Run(() => { });
        Console.WriteLine(Worlds.RunOne(node => Task.Run(() => { })).Failure?.Reason);
        break;
}
