using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Captures what the host's saves change of users, in all eight forms of a save's course.</summary>
internal sealed class SaveInterceptor(CaptureHooks hooks) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (Outer(eventData.Context) is { } outer)
        {
            outer.Saved.Fill();
            outer.Pass.SettledEarly = outer.Saved.Settle();
        }
        Begin(eventData.Context, result)?.Run(hooks.Plans);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (Outer(eventData.Context) is { } outer)
        {
            await outer.Saved.FillAsync(cancellationToken).ConfigureAwait(false);
            outer.Pass.SettledEarly = outer.Saved.Settle();
        }
        if (Begin(eventData.Context, result) is { } pass)
        {
            await pass.RunAsync(hooks.Plans, cancellationToken).ConfigureAwait(false);
        }
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (End(eventData.Context, result) is not var (pass, saved))
        {
            return result;
        }
        if (pass.SettledEarly is { } early)
        {
            return result - early;
        }
        saved.Fill();
        return result - saved.Settle();
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (End(eventData.Context, result) is not var (pass, saved))
        {
            return result;
        }
        if (pass.SettledEarly is { } early)
        {
            return result - early;
        }
        await saved.FillAsync(cancellationToken).ConfigureAwait(false);
        return result - saved.Settle();
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Drop(eventData.Context);

    public override Task SaveChangesFailedAsync(
        DbContextErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Drop(eventData.Context);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Drop(eventData.Context);

    public override Task SaveChangesCanceledAsync(
        DbContextEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Drop(eventData.Context);
        return Task.CompletedTask;
    }

    private SavePass? Begin(DbContext? context, InterceptionResult<int> result)
    {
        if (context is null || result.HasResult || hooks.Parts is not { } parts)
        {
            return null;
        }
        QueryWatch.Begin(context, hooks);
        // A pooled context may have kept it.
        context.SaveChangesFailed -= CameTooLate;
        context.SaveChangesFailed += CameTooLate;
        var state = ContextCapture.Of(context);
        return state.Saving = new SavePass(context, state, parts) { Outer = state.Saving };
    }

    // A save that another interceptor of the host's begins when this one is done, and before it is told so.
    private (SavePass Pass, SavedPass Saved)? Outer(DbContext? context) =>
        context is not null
        && hooks.Parts is { } parts
        && ContextCapture.Of(context) is { Saving: { SettledEarly: null } pass } state
        && pass.Changes.Any(static change => change.IsInserted)
            ? (pass, new SavedPass(context, state, parts, pass, pass.Changes.Count))
            : null;

    private (SavePass Pass, SavedPass Saved)? End(DbContext? context, int count)
    {
        if (context is null || hooks.Parts is not { } parts)
        {
            return null;
        }
        var state = ContextCapture.Of(context);
        if (state.Saving is not { } pass)
        {
            return null;
        }
        state.Saving = pass.Outer;
        return (pass, new SavedPass(context, state, parts, pass, count));
    }

    // Of a save that found its row changed meanwhile EF Core tells no interceptor that it failed, but those who hang on the context.
    private static void CameTooLate(object? sender, SaveChangesFailedEventArgs failed)
    {
        if (failed.Exception is DbUpdateConcurrencyException)
        {
            Drop((DbContext?)sender);
        }
    }

    private static void Drop(DbContext? context)
    {
        if (context is not null)
        {
            ContextCapture.Of(context).DetachAll();
        }
    }
}
