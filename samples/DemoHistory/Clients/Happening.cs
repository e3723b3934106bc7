namespace DemoHistory.Clients;

/// <summary>Is what happens to many users on one working day.</summary>
internal sealed record Happening(HappeningKind Kind, int DaysAgo, int Users);
