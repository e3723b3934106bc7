using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Holds the journal to the contract on a real disk.</summary>
[TestClass]
public sealed class JournalBufferOnDiskTests : BufferContractTests, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IActivityBuffer> _buffers = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var buffer in _buffers)
        {
            await buffer.DisposeAsync();
        }
        _folder.Dispose();
    }

    internal override IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    )
    {
        var journal = new TestJournal(new DiskFileSystem(), _folder.Path, time) { Options = options, Meter = meter };
        var buffer = journal.Start();
        _buffers.Add(buffer);
        return buffer;
    }
}
