using Labs.Framework;

namespace Labs.Simulation.Tests.Matrix;

/// <summary>Every source that a node's code may wait for, in every combination, at every moment: the wait ends at the right virtual
/// time, in the node's own context, outside the code that completed it, and nothing leaves the simulation.</summary>
public sealed class MatrixTests
{
    private static IEnumerable<TestCaseData> Cells =>
        from source in Sources.All
        from way in Enum.GetValues<Way>()
        from moment in Enum.GetValues<Moment>()
        where source.IsManual || moment is not (Moment.AlreadyThere or Moment.InTheSameEvent)
        let cell = new Cell(source, way, moment)
        select new TestCaseData(cell).SetArgDisplayNames(cell.ToString());

    [TestCaseSource(nameof(Cells))]
    public void A_wait_ends_at_its_time_in_its_node(object matrixCell)
    {
        var cell = (Cell)matrixCell;
        var (result, waiter) = Run(cell, throwsAfterwards: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(waiter.Outcome, Is.AnyOf([.. cell.ExpectedOutcomes]));
            Assert.That(waiter.Resumptions, Is.EqualTo(new[] { cell.ExpectedTime, cell.ExpectedTime }));
            Assert.That(waiter.WasReentered, Is.False, "the wait went on inside the code that completed it");
        }

        // The exception of an async void method goes to the context of its caller: so it shows where the wait went on.
        var (marked, _) = Run(cell, throwsAfterwards: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(marked.Failure?.Reason, Is.EqualTo("n/0 threw InvalidTimeZoneException from an activity: a mark"));
            Assert.That(marked.Failure?.At, Is.EqualTo(cell.ExpectedTime));
        }
    }

    private static (RunResult Result, Waiter Waiter) Run(Cell cell, bool throwsAfterwards)
    {
        var world = Worlds.Make();
        Waiter? waiter = null;
        var near = world.AddGroup("n", 2, (node, self) =>
        {
            node.Handle((Echo e) => new Echoed(e.Number));
            node.Handle(async (SlowEcho e) =>
            {
                await Task.Yield();
                return new Echoed(e.Number);
            });
            node.Handle((NeverEcho e) => new TaskCompletionSource<Echoed>().Task);
            return self.Id == 0 ? waiter = new Waiter(world, node, cell, throwsAfterwards) : new object();
        });
        var far = world.AddGroup("far", 1, (_, _) => new object());
        world.Network.Cut(near[0], far[0]);
        return (world.RunFor(100.Milliseconds()), waiter!);
    }
}
