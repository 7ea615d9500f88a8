namespace Labs.Checking.Search;

/// <summary>What operations have in common that do the same and saw the same.</summary>
/// <param name="Rule">When it is legal.</param>
/// <param name="Needs">The state that <see cref="StepRule.If"/> and <see cref="StepRule.Unless"/> are about.</param>
/// <param name="Next">The state that <see cref="StepRule.If"/> and <see cref="StepRule.Always"/> lead to.</param>
/// <param name="Detail">What <see cref="StepRule.Computed"/> needs to know.</param>
/// <param name="IsRead">Whether it leaves every state as it is.</param>
internal readonly record struct StepClass(StepRule Rule, int Needs, int Next, int Detail, bool IsRead)
{
    public static StepClass Read(int state) => new(StepRule.If, state, state, 0, IsRead: true);

    public static StepClass Set(int state) => new(StepRule.Always, -1, state, 0, IsRead: false);

    public static StepClass Swap(int needs, int next) => new(StepRule.If, needs, next, 0, IsRead: needs == next);

    public static StepClass ReadUnless(int state) => new(StepRule.Unless, state, -1, 0, IsRead: true);

    public static StepClass Compute(int detail, bool isRead) => new(StepRule.Computed, -1, -1, detail, isRead);
}
