namespace Labs.Checking.Tests;

/// <summary>What is legal for keys with versions.</summary>
public sealed class VersionedKvTests
{
    [TestCase("0 0..1 get nokey", TestName = "A_key_is_not_there_at_first")]
    [TestCase("0 0..1 put a 0\n0 2..3 get a 1", TestName = "A_put_with_version_0_creates_version_1")]
    [TestCase("0 0..1 put a 3 nokey\n0 2..3 get nokey", TestName = "A_put_to_a_missing_key_does_nothing")]
    [TestCase("0 0..1 put a 0\n0 2..3 put b 0 version\n0 4..5 get a 1", TestName = "A_key_is_created_once")]
    [TestCase("0 0..9 put a 0\n1 0..9 put b 1\n2 10..11 get b 2", TestName = "A_put_may_wait_for_the_one_it_replaces")]
    [TestCase("0 0..9 put a 0\n1 0..9 put b 0 version\n2 10..11 get a 1", TestName = "Of_two_that_create_one_is_refused")]
    [TestCase("0 0..1 put a 0 maybe\n1 2..3 get a 1", TestName = "Maybe_may_have_happened")]
    [TestCase("0 0..1 put a 0 maybe\n1 2..3 get nokey", TestName = "Maybe_may_not_have_happened")]
    [TestCase("0 0..1 put a 0\n1 2..3 put b 1 maybe\n2 4..5 put c 1\n2 6..7 get c 2", TestName = "Maybe_may_have_lost_to_another")]
    [TestCase("0 0.. put a 0\n1 1..2 get nokey\n1 3..4 get a 1", TestName = "What_never_returned_may_happen_later")]
    [TestCase("0 0..10 put a 0 maybe\n1 1..20 put a 0\n2 5..6 get a 1", TestName = "What_happened_need_not_wait_for_an_equal_maybe")]
    public void Legal(string lines) => Told.Expect(CheckVerdict.Ok, SequentialModel.VersionedKv, lines);

    [TestCase("0 0..1 put a 0\n0 2..3 get a 2", TestName = "A_version_that_never_was")]
    [TestCase("0 0..1 put a 0\n0 2..3 put b 1\n1 4..5 get a 1", TestName = "A_stale_read_of_an_old_version")]
    [TestCase("0 0..1 put a 0\n0 2..3 put b 1\n1 4..5 get a 2", TestName = "An_old_value_with_the_new_version")]
    [TestCase("0 0..1 put a 0\n1 2..9 put b 1\n2 2..9 put c 1", TestName = "Two_puts_of_one_version")]
    [TestCase("0 0..1 get a 1\n1 2..3 put a 0", TestName = "A_version_from_the_future")]
    [TestCase("0 0..1 put a 0\n1 2..3 put b 1 version", TestName = "A_refusal_of_the_right_version")]
    [TestCase("0 0..1 put a 0\n1 2..3 put b 7 nokey", TestName = "No_key_where_there_is_one")]
    [TestCase("0 0..1 put a 2 version", TestName = "Another_version_where_there_is_no_key")]
    [TestCase("0 0..1 put a 0 maybe\n1 2..3 get nokey\n1 4..5 get a 1", TestName = "Maybe_happens_before_it_returns_or_never")]
    [TestCase("0 0..1 put a 0 maybe\n1 2..3 put b 0\n1 4..5 get a 1", TestName = "Maybe_and_another_that_created")]
    public void Illegal(string lines) => Told.Expect(CheckVerdict.Illegal, SequentialModel.VersionedKv, lines);
}
