using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host's interceptor that saves a note of every save, within that save's own course.</summary>
internal sealed class NestedSave : SaveChangesInterceptor
{
    private bool _isNested;

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (!_isNested)
        {
            _isNested = true;
            eventData.Context!.Add(new Note { Text = "saved" });
            eventData.Context.SaveChanges();
            _isNested = false;
        }
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (!_isNested)
        {
            _isNested = true;
            eventData.Context!.Add(new Note { Text = "saved" });
            await eventData.Context.SaveChangesAsync(cancellationToken);
            _isNested = false;
        }
        return result;
    }
}
