namespace DemoHistory.Clients;

/// <summary>Is how a client's staff changes from some day on, on average, until the next phase.</summary>
/// <param name="FromDaysAgo">The first day.</param>
/// <param name="Joining">How many new users come in a week.</param>
/// <param name="Leaving">How many go in a week.</param>
/// <param name="Returning">How many of those who went come back in a week.</param>
internal sealed record Phase(int FromDaysAgo, double Joining, double Leaving, double Returning = 0);
