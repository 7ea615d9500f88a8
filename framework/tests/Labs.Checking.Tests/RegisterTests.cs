namespace Labs.Checking.Tests;

/// <summary>What is legal for registers with read, write and compare-and-set.</summary>
public sealed class RegisterTests
{
    [TestCase("0 0..1 read null", TestName = "A_register_starts_as_null")]
    [TestCase("0 0..1 cas null a\n0 2..3 read a", TestName = "A_register_can_be_set_from_null")]
    [TestCase("0 0..1 write ''\n0 2..3 cas null a refused", TestName = "The_empty_text_is_not_null")]
    [TestCase("0 0..9 cas null a\n1 0..9 cas a b\n2 10..11 read b", TestName = "One_compare_and_set_may_wait_for_another")]
    [TestCase("0 0..9 cas null a\n1 0..9 cas null b refused\n2 10..11 read a", TestName = "Of_two_only_one_takes")]
    [TestCase("0 0..1 write a\n1 2..3 cas b c refused\n1 4..5 read a", TestName = "What_is_refused_changes_nothing")]
    [TestCase("0 0..1 write a\n1 2.. cas a b\n2 3..4 read b\n2 5..6 cas b a\n2 7..8 read a", TestName = "A_lost_reply_may_hide_a_success")]
    [TestCase("0 0..1 write a\n1 2.. cas b c\n2 3..4 read a", TestName = "A_lost_reply_may_hide_a_refusal")]
    [TestCase("0 0..1 write null\n1 2..3 read null", TestName = "Null_can_be_written")]
    public void Legal(string lines) => Told.Expect(CheckVerdict.Ok, SequentialModel.Register, lines);

    [TestCase("0 0..1 write a\n1 2..3 write b\n2 4..5 read a", TestName = "A_stale_read_of_a_register")]
    [TestCase("0 0..1 write a\n1 2..9 cas a b\n2 2..9 cas a c", TestName = "A_lost_update")]
    [TestCase("0 0..1 read a\n1 2..3 write a", TestName = "A_read_from_the_future_of_a_register")]
    [TestCase("0 0..1 write a\n1 2..3 cas a b refused", TestName = "A_refusal_without_reason")]
    [TestCase("0 0..1 write a\n1 2..3 cas b c", TestName = "A_success_without_reason")]
    [TestCase("0 0.. cas null a\n1 1..2 read b", TestName = "A_lost_reply_brings_no_other_value")]
    [TestCase("0 0..1 cas null null\n0 2..3 read a", TestName = "A_change_to_the_same_changes_nothing")]
    public void Illegal(string lines) => Told.Expect(CheckVerdict.Illegal, SequentialModel.Register, lines);
}
