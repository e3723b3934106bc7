using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Writes down where each activity that is exported was found.</summary>
internal sealed class ListedExport : IActivityExport
{
    private readonly List<(ArchiveStore Store, Guid Id)> _found = [];

    public IReadOnlyList<(ArchiveStore Store, Guid Id)> Found => _found;

    public void Add(ActivityRecord record, ArchiveStore store, DateTimeOffset recordedAt) =>
        _found.Add((store, record.Id));

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
