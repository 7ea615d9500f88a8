namespace Labs.Framework.Tests;

internal sealed class AsyncLockTests
{
    [Test]
    public void The_first_enters_at_once_and_the_second_waits_for_it()
    {
        var gate = new AsyncLock();
        var first = gate.EnterAsync();
        var second = gate.EnterAsync();
        Assert.That((first.IsCompletedSuccessfully, second.IsCompleted), Is.EqualTo((true, false)));

        first.Result.Dispose();

        Assert.That(second.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void Those_who_wait_are_let_in_one_by_one_in_the_order_in_which_they_came()
    {
        var gate = new AsyncLock();
        var inside = gate.EnterAsync();
        var waiting = Enumerable.Range(0, 5).Select(_ => gate.EnterAsync()).ToList();
        for (int i = 0; i < waiting.Count; i++)
        {
            Assert.That(waiting.Count(w => w.IsCompleted), Is.EqualTo(i));
            inside.Result.Dispose();
            Assert.That(waiting[i].IsCompletedSuccessfully, Is.True);
            inside = waiting[i];
        }
    }

    [Test]
    public void To_leave_twice_lets_nobody_in_beside_another()
    {
        var gate = new AsyncLock();
        var first = gate.EnterAsync().Result;
        var second = gate.EnterAsync();
        var third = gate.EnterAsync();

        first.Dispose();
        first.Dispose();

        Assert.That((second.IsCompleted, third.IsCompleted), Is.EqualTo((true, false)));
    }

    [Test]
    public void Who_comes_when_all_have_left_enters_at_once()
    {
        var gate = new AsyncLock();
        gate.EnterAsync().Result.Dispose();

        Assert.That(gate.EnterAsync().IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task A_section_is_left_when_an_exception_ends_it()
    {
        var gate = new AsyncLock();
        try
        {
            using (await gate.EnterAsync())
                throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            Assert.That(gate.EnterAsync().IsCompletedSuccessfully, Is.True);
        }
    }
}
