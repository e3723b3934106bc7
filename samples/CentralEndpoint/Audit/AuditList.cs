namespace CentralEndpoint.Audit;

/// <summary>A page of entries, the newest first. The names of the members are those of the JSON.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Older">The value of <c>before</c> for the next page; absent where this is the last one.</param>
/// <param name="IsOwn">Whether they are those of whoever asks alone.</param>
public sealed record AuditList(IReadOnlyList<AuditEntryView> Entries, long? Older, bool IsOwn);
