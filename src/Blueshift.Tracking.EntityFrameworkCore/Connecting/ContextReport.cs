using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.EntityFrameworkCore.Connecting;

/// <summary>Is what was found out about the host's context.</summary>
/// <param name="Provider">The name of its provider.</param>
/// <param name="IsRelational">Whether it has tables.</param>
/// <param name="Database">The outbox's database, when nothing is in its way.</param>
/// <param name="Faults">What is, in whole sentences.</param>
internal sealed record ContextReport(
    string Provider,
    bool IsRelational,
    OutboxDatabase? Database,
    IReadOnlyList<string> Faults
);
