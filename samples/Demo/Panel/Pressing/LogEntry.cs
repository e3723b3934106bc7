namespace Demo.Panel.Pressing;

/// <summary>Is something that happened.</summary>
public sealed record LogEntry(DateTimeOffset At, string Who, string What);
