namespace Blueshift.Tracking;

/// <summary>
/// Compares the users that <see cref="IUserDirectory"/> lists with what the endpoint was told, and records what is missing. It also does so
/// by itself, once a day and when something hints at it; call it after an import, or first with <see cref="ReconcileRequest.DryRun"/>.
/// </summary>
public interface IUserReconciler
{
    /// <summary>Compares now. It needs a user directory and an outbox, and takes as long as reading all users twice.</summary>
    /// <param name="request">What is asked for; the members have defaults.</param>
    /// <param name="cancellationToken">Ends it. What was recorded until then stays.</param>
    /// <returns>Counts, and how it ended. What the directory or the database throws is <see cref="ReconcileOutcome.Faulted"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<ReconcileReport> ReconcileAsync(ReconcileRequest request, CancellationToken cancellationToken = default);
}
