using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Holds the journal to the contract on a real disk.</summary>
[TestClass]
public sealed class JournalBufferOnDiskTests : BufferContractTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal override IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    ) => new TestJournal(new DiskFileSystem(), _folder.Path, time) { Options = options, Meter = meter }.Start();
}
