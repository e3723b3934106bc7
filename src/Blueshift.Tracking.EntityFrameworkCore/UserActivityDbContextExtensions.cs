using Blueshift.Tracking.EntityFrameworkCore.Capturing;
using Blueshift.Tracking.EntityFrameworkCore.Modelling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Blueshift.Tracking.EntityFrameworkCore;

/// <summary>Says by hand what no save shows.</summary>
public static class UserActivityDbContextExtensions
{
    /// <summary>
    /// Records an activity with the next save of a context, in its transaction: it exists if and only if the save commits. For what no
    /// mapping shows, a claim that makes somebody a user for example.
    /// </summary>
    /// <param name="context">The context, which has capture.</param>
    /// <param name="activity">The activity. Nothing is recorded when tracking is off.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no capture.</exception>
    /// <remarks>
    /// A save that fails leaves it to the next save of the context, so that a corrected retry records it; a host that abandons the change
    /// disposes the context. While the outbox takes nothing it is not recorded, and counted in <c>capture.skipped</c>: no comparison finds it.
    /// </remarks>
    public static void TrackUserActivity(this DbContext context, UserActivity activity)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(activity);
        if (Hooks(context).Parts is not null)
        {
            ContextCapture
                .Of(context)
                .Explicit.Add(new CapturedChange(activity.Kind) { Activity = activity, Id = activity.Id });
        }
    }

    /// <summary>
    /// Says that users were changed in a way that saves do not show, by a bulk import for example: all users are compared soon with what
    /// was sent. Call it after the change, or within its transaction.
    /// </summary>
    /// <param name="context">The context, which has capture.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no capture.</exception>
    public static void MarkUsersChanged(this DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Hooks(context).Parts is { Reconciling: { } reconciling })
        {
            Hint.Give(context, reconciling);
        }
    }

    private static CaptureHooks Hooks(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<TrackingExtension>()?.Hooks
        ?? throw new InvalidOperationException(
            $"{context.GetType().Name} has no capture. Call CaptureEntities<{context.GetType().Name}>(…) on what "
                + "AddUserActivityTracking returns, and UseUserActivityTracking on options that are built by hand."
        );
}
