using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Compares when the host asks for it.</summary>
/// <param name="parts">What it takes; <see langword="null"/> where users cannot be compared.</param>
internal sealed class UserReconciler(ReconcileParts? parts) : IUserReconciler
{
    public ValueTask<ReconcileReport> ReconcileAsync(
        ReconcileRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return parts is null
            ? ValueTask.FromResult(new ReconcileReport { Outcome = ReconcileOutcome.Off })
            : new ValueTask<ReconcileReport>(RunAsync(parts, request, cancellationToken));
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "What the host's directory throws may quote a user."
    )]
    private static async Task<ReconcileReport> RunAsync(
        ReconcileParts parts,
        ReconcileRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var standing = await parts.Store.StandAsync(takesPart: false, cancellationToken).ConfigureAwait(false);
            var report = await parts.Reconciler.RunAsync(request, standing, cancellationToken).ConfigureAwait(false);
            if (!request.DryRun && report.Outcome != ReconcileOutcome.Busy)
            {
                parts.Reporter.Ended(report);
            }
            return report;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            parts.Reporter.Failed(exception);
            // So that it is known when it works again, whether or not the host asks once more.
            parts.Requests.Soon();
            return new ReconcileReport { Outcome = ReconcileOutcome.Faulted };
        }
    }
}
