using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Holds the journal to the contract on the disk in memory.</summary>
[TestClass]
public sealed class JournalBufferInMemoryTests : BufferContractTests
{
    internal override IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    )
    {
        var files = new CrashingFileSystem(time);
        files.CreateFolder("/data");
        return new TestJournal(files, "/data", time) { Options = options, Meter = meter }.Start();
    }
}
