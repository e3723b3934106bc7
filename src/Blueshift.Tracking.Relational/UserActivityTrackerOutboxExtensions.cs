using System.Data.Common;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Relational;

/// <summary>Records activities within a transaction of the host's own, for hosts that write with Dapper or ADO.NET.</summary>
public static class UserActivityTrackerOutboxExtensions
{
    /// <summary>Records an activity within a transaction: it is delivered if and only if the transaction commits.</summary>
    /// <param name="tracker">The tracker from the host's services.</param>
    /// <param name="activity">The activity.</param>
    /// <param name="transaction">A transaction of the database that holds the outbox, begun and ended by the host.</param>
    /// <param name="cancellationToken">Gives up; the host then rolls the transaction back.</param>
    /// <returns>
    /// The result. When it is refused nothing was written and the transaction goes on as if it had not been called. What is recorded counts
    /// in <c>activities.recorded</c> although its transaction may still be rolled back.
    /// </returns>
    /// <exception cref="ArgumentException">The activity is a programming error, as <see cref="IUserActivityTracker"/> says.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="DbException">The statement failed, and with it the transaction: roll it back.</exception>
    /// <exception cref="InvalidOperationException">
    /// The buffer is the journal, the tracker is not the library's, or the transaction has ended.
    /// </exception>
    /// <exception cref="UserActivityRefusedException">It was refused and <c>FailureMode</c> is <c>Throw</c>.</exception>
    /// <remarks>
    /// Within about a second of the commit it is on its way. <see cref="IUserActivityTracker.TrackAsync(UserActivity, CancellationToken)"/>
    /// after your own commit is not atomic: a process that dies between the two loses the activity.
    /// </remarks>
    public static ValueTask<TrackResult> TrackAsync(
        this IUserActivityTracker tracker,
        UserActivity activity,
        DbTransaction transaction,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction.Connection is null)
        {
            throw new InvalidOperationException(
                "The transaction has ended. Record the activity before it is committed, within the same transaction as the change of the user."
            );
        }
        return tracker is ITransactionalTracker transactional
            ? transactional.TrackAsync(activity, transaction, cancellationToken)
            : throw new InvalidOperationException(
                "This tracker is none of the library's and knows no transactions. In tests take AddFakeUserActivityTracking()."
            );
    }
}
