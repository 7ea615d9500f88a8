namespace Labs.Testing;

/// <summary>What a <c>lab.json</c> says of one scenario.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Points">What it is worth.</param>
/// <param name="Trials">How many trials a grade takes.</param>
/// <param name="Tolerance">Which share of its trials may fail on liveness or budget.</param>
public sealed record LabScenario(string Name, int Points, int Trials, Tolerance Tolerance);
