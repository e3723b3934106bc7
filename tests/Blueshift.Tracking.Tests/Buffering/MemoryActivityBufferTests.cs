using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering;

[TestClass]
public sealed class MemoryActivityBufferTests : BufferContractTests
{
    internal override IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    ) => new MemoryActivityBuffer(options, meter, time);

    [TestMethod]
    public void It_says_that_it_is_not_durable()
    {
        var state = new MemoryActivityBuffer(
            Some.Options(),
            new TrackingMeter(factory: null),
            TimeProvider.System
        ).GetState();

        Assert.IsFalse(state.IsDurable);
        Assert.Contains("lost when the process ends", state.Description);
    }
}
