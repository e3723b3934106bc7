namespace Demo.Telling;

/// <summary>Is what the story must come to, counted from its script.</summary>
/// <param name="Activities">How many activities.</param>
/// <param name="ActiveByInstance">How many active users each instance must have, in the order of their names.</param>
internal sealed record Expectation(long Activities, IReadOnlyList<KeyValuePair<string, long>> ActiveByInstance);
