namespace Labs.Reporting;

/// <summary>What a number of failures in a number of trials says about the rate of failures. For reports alone: no grade hangs on
/// it.</summary>
public static class FailureRate
{
    private const double Confidence = 0.95;

    /// <summary>The one-sided 95 % upper bound of Clopper and Pearson: with a rate above it, so few failures would have been seen in
    /// fewer than 5 of 100 gradings.</summary>
    /// <param name="failures">How many trials failed.</param>
    /// <param name="trials">How many trials were run; at least one.</param>
    public static double UpperBound(int failures, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(failures);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        if (failures >= trials) return 1;
        if (failures == 0) return 1 - Math.Pow(1 - Confidence, 1.0 / trials);

        double low = 0, high = 1;
        for (int step = 0; step < 60; step++)
        {
            double rate = (low + high) / 2;
            if (AtMost(failures, trials, rate) > 1 - Confidence) low = rate;
            else high = rate;
        }

        return high;
    }

    /// <summary>The one-sided 95 % lower bound of Clopper and Pearson: with a rate below it, so many failures would have been seen in
    /// fewer than 5 of 100 gradings.</summary>
    /// <param name="failures">How many trials failed.</param>
    /// <param name="trials">How many trials were run; at least one.</param>
    public static double LowerBound(int failures, int trials) => 1 - UpperBound(trials - failures, trials);

    /// <summary>The bound as a sentence, as in <c>fails in fewer than 3 % of runs</c>, never rounded down.</summary>
    public static string Describe(int failures, int trials)
    {
        double bound = UpperBound(failures, trials);
        if (bound >= 1) return "may fail in every run";
        double percent = bound * 100;
        double shown = percent >= 10 ? Math.Ceiling(percent) : Math.Ceiling(percent * 10) / 10;
        return $"fails in fewer than {shown:0.#} % of runs";
    }

    /// <summary>The lower bound as a sentence, as in <c>fails in more than 3 % of runs</c>, never rounded up.</summary>
    public static string DescribeLeast(int failures, int trials)
    {
        double percent = LowerBound(failures, trials) * 100;
        double digits = percent >= 10 ? 1 : percent >= 1 ? 10 : 100;
        return $"fails in more than {Math.Floor(percent * digits) / digits:0.##} % of runs";
    }

    /// <summary>The chance that so many trials fail at most, if each fails at this rate.</summary>
    /// <param name="failures">How many may fail.</param>
    /// <param name="trials">How many trials are run.</param>
    /// <param name="rate">The chance that one fails, from 0 to 1.</param>
    /// <remarks>The binomial distribution, summed by logarithms so that no term underflows before it counts.</remarks>
    public static double ChanceOfAtMost(int failures, int trials, double rate)
    {
        if (failures >= trials || rate <= 0) return 1;
        return rate >= 1 ? 0 : AtMost(failures, trials, rate);
    }

    private static double AtMost(int failures, int trials, double rate)
    {
        double sum = 0;
        double choose = 0;
        for (int k = 0; k <= failures; k++)
        {
            if (k > 0) choose += Math.Log(trials - k + 1) - Math.Log(k);
            sum += Math.Exp(choose + k * Math.Log(rate) + (trials - k) * Math.Log(1 - rate));
        }

        return sum;
    }
}
