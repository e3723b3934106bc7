namespace DemoHistory.Clients;

/// <summary>Is a time in which a client did not reach the endpoint: what it recorded meanwhile arrives at its end.</summary>
internal sealed record Outage(int FromDaysAgo, int UntilDaysAgo);
