namespace DemoHistory.Living;

/// <summary>Is what became of a person, and when.</summary>
/// <param name="Person">Who.</param>
/// <param name="Added">Whether he is active from then on.</param>
/// <param name="Date">When.</param>
/// <param name="Origin">How it was found, where it was not observed.</param>
internal sealed record LivedActivity(Person Person, bool Added, DateTimeOffset Date, string? Origin = null);
