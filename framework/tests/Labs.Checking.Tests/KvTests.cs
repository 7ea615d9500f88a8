namespace Labs.Checking.Tests;

/// <summary>What is legal for keys with get, put and append.</summary>
public sealed class KvTests
{
    [TestCase("0 0..1 get ''", TestName = "A_missing_key_reads_as_empty")]
    [TestCase("0 0..1 put a\n1 2..3 get a", TestName = "A_get_sees_the_put_before_it")]
    [TestCase("0 0..9 put a\n1 2..3 get ''\n1 4..5 get a", TestName = "A_put_takes_effect_at_some_instant_while_it_runs")]
    [TestCase("0 0..5 put a\n1 5..6 get ''", TestName = "What_returns_and_is_called_at_one_instant_is_concurrent")]
    [TestCase("0 0..9 append a\n1 0..9 append b\n2 10..11 get ba", TestName = "Concurrent_appends_come_in_any_order")]
    [TestCase("0 0..1 put a\n1 2.. append b\n2 3..4 get a\n2 5..6 get ab", TestName = "What_never_returned_may_happen_late")]
    [TestCase("0 0..1 put a\n1 2.. put b\n2 3..4 get a", TestName = "What_never_returned_may_not_happen")]
    [TestCase("0 0.. put a\n0 5.. put b\n1 6..7 get a\n1 8..9 get b", TestName = "A_client_that_gave_up_goes_on")]
    [TestCase("0 0.. put a\n0 5.. put b\n1 6..7 get b\n1 8..9 get a", TestName = "What_was_given_up_may_happen_late")]
    [TestCase("0 0.. get\n1 1..2 put a", TestName = "A_get_that_never_returned_says_nothing")]
    [TestCase("0 0..9 put a\n1 0..9 put b\n2 0..9 append c\n3 10..11 get ac\n3 12..13 get ac", TestName = "An_append_is_where_it_is_seen")]
    public void Legal(string lines) => Told.Expect(CheckVerdict.Ok, SequentialModel.Kv, lines);

    [TestCase("0 0..1 put a\n1 2..3 put b\n2 4..5 get a", TestName = "A_stale_read")]
    [TestCase("0 0..1 append a\n1 2..3 append b\n2 4..5 get b", TestName = "A_lost_append")]
    [TestCase("0 0..9 append a\n1 0..9 append b\n2 10..11 get a", TestName = "A_lost_concurrent_append")]
    [TestCase("0 0..1 get a\n1 2..3 put a", TestName = "A_read_from_the_future")]
    [TestCase("0 0..1 get a\n1 2.. put a", TestName = "A_read_of_what_was_not_called_yet")]
    [TestCase("0 0..9 put a\n1 1..2 get a\n1 3..4 get ''", TestName = "A_value_that_goes_away_again")]
    [TestCase("0 0.. put a\n1 1..2 get a\n1 3..4 put b\n1 5..6 get a", TestName = "What_never_returned_happens_once_at_most")]
    [TestCase("0 0..9 append a\n1 0..9 append b\n2 10..11 get ab\n3 12..13 get ba", TestName = "Two_orders_of_two_appends")]
    [TestCase("0 0..1 append a\n1 2..3 get aa", TestName = "An_append_done_twice")]
    [TestCase("0 0..1 get nothing", TestName = "A_value_of_nobody")]
    public void Illegal(string lines) => Told.Expect(CheckVerdict.Illegal, SequentialModel.Kv, lines);
}
