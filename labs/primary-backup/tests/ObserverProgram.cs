using Labs.Framework;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>What runs on the observer's node: it asks view services for their views, and is no server.</summary>
internal sealed class ObserverProgram(INode node)
{
    /// <summary>Asks until it is answered.</summary>
    public async Task<View> AskAsync(string viewService)
    {
        while (true)
        {
            if (await node.Connect(viewService).CallAsync(new GetView(), 1.Seconds()) is { } view)
                return view;
        }
    }
}
