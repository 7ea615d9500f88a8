namespace Labs.Reporting.Tests;

public sealed class FailureRateTests
{
    // The one-sided bounds of Clopper and Pearson at 95 %, as the quantile 0.95 of the beta distribution (k + 1, n - k).
    [TestCase(0, 100, 0.02951)]
    [TestCase(0, 20, 0.13911)]
    [TestCase(1, 100, 0.04656)]
    [TestCase(3, 100, 0.07571)]
    [TestCase(50, 100, 0.58638)]
    [TestCase(99, 100, 0.99949)]
    [TestCase(10, 10_000, 0.00170)]
    [TestCase(100, 100, 1.0)]
    public void The_bound_is_that_of_Clopper_and_Pearson(int failures, int trials, double bound) =>
        Assert.That(FailureRate.UpperBound(failures, trials), Is.EqualTo(bound).Within(0.000_01));

    [TestCase(0, 100, "fails in fewer than 3 % of runs")]
    [TestCase(1, 100, "fails in fewer than 4.7 % of runs")]
    [TestCase(0, 20, "fails in fewer than 14 % of runs")]
    [TestCase(20, 20, "may fail in every run")]
    public void It_is_described_without_rounding_down(int failures, int trials, string description) =>
        Assert.That(FailureRate.Describe(failures, trials), Is.EqualTo(description));

    [TestCase(1, 100, "fails in more than 0.05 % of runs")]
    [TestCase(2, 8, "fails in more than 4.6 % of runs")]
    [TestCase(7, 8, "fails in more than 52 % of runs")]
    public void The_lower_bound_is_described_without_rounding_up(int failures, int trials, string description) =>
        Assert.That(FailureRate.DescribeLeast(failures, trials), Is.EqualTo(description));
}
