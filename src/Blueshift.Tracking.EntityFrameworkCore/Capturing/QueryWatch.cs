using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>
/// Tells entities that a query of their context loaded from those that the host attached, of which the originals are only claimed.
/// It listens to the change tracker from the context's first query or save on; what makes entities of rows is left as it is, for that is the
/// costly part of every query of the host's.
/// </summary>
internal static class QueryWatch
{
    /// <summary>Begins to listen, if nobody does yet.</summary>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A query of the host's goes on; what is not watched is read before it is judged."
    )]
    public static void Begin(DbContext context, CaptureHooks hooks)
    {
        var state = ContextCapture.Of(context);
        if (state.Watched is not null || hooks.IsOff)
        {
            return;
        }
        try
        {
            state.Watched = hooks.Plans.Of(context.Model);
        }
        catch (Exception)
        {
            return;
        }
        // A pooled context may have kept it.
        context.ChangeTracker.Tracked -= Note;
        context.ChangeTracker.Tracked += Note;
    }

    private static void Note(object? sender, EntityTrackedEventArgs tracked)
    {
        var state = ContextCapture.Of(((ChangeTracker)sender!).Context);
        var entry = tracked.Entry;
        if (state.Watched?.Find(entry.Metadata) is null)
        {
            return;
        }
        if (tracked.FromQuery)
        {
            state.Loaded(entry.Entity);
        }
        else
        {
            state.NotLoaded(entry.Entity);
        }
    }
}
