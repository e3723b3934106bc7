using CentralEndpoint.Privacy.Corrections;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>A request as the officer who works on it sees it.</summary>
public sealed class RequestView
{
    public required PrivacyRequestRow Request { get; init; }

    /// <summary>Gets who asked for what; absent once its retention is over.</summary>
    public required RequestContent? Content { get; init; }

    public required IReadOnlyList<RequestStepRow> Steps { get; init; }

    public required IReadOnlyList<RequestPersonRow> People { get; init; }

    public required IReadOnlyList<CorrectionConflict> Conflicts { get; init; }

    /// <summary>Gets the erasure that was asked for; absent where none was.</summary>
    public required ErasureRow? Erasure { get; init; }

    /// <summary>Gets the suppressions that it left, one for each user.</summary>
    public required IReadOnlyList<SuppressionRow> Suppressions { get; init; }

    /// <summary>Gets whether each client confirmed that it forgot them.</summary>
    public bool IsForgotten => Suppressions.All(static row => row.Forgotten is not null);

    /// <summary>Gives when the last backup ends that may still hold somebody who was erased; absent before anybody was.</summary>
    /// <param name="backupDays">For how many days backups are kept.</param>
    public DateTimeOffset? LastBackupEnds(int backupDays) =>
        Erasure?.Carried is { } carried ? DateTimeOffset.FromUnixTimeMilliseconds(carried).AddDays(backupDays) : null;
}
