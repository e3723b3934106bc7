using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Captures what the host's saves change of users, in all eight forms of a save's course.</summary>
internal sealed class SaveInterceptor(CaptureHooks hooks) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (Begin(eventData.Context, result) is var (context, pass))
        {
            pass.Run(hooks.Plans.Of(context.Model));
        }
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (Begin(eventData.Context, result) is var (context, pass))
        {
            await pass.RunAsync(hooks.Plans.Of(context.Model), cancellationToken).ConfigureAwait(false);
        }
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (End(eventData.Context, result) is not { } saved)
        {
            return result;
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
        if (End(eventData.Context, result) is not { } saved)
        {
            return result;
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

    private (DbContext, SavePass)? Begin(DbContext? context, InterceptionResult<int> result)
    {
        if (context is null || result.HasResult || hooks.Parts is not { } parts)
        {
            return null;
        }
        var state = ContextCapture.Of(context);
        state.Saving = new SavePass(context, state, parts);
        return (context, state.Saving);
    }

    private SavedPass? End(DbContext? context, int count)
    {
        if (context is null || hooks.Parts is not { } parts)
        {
            return null;
        }
        var state = ContextCapture.Of(context);
        var pass = state.Saving;
        state.Saving = null;
        return pass is null ? null : new SavedPass(context, state, parts, pass, count);
    }

    private static void Drop(DbContext? context)
    {
        if (context is not null)
        {
            ContextCapture.Of(context).DetachAll();
        }
    }
}
