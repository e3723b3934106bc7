using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering;

[TestClass]
[DoNotParallelize]
public sealed class MemoryActivityBufferTests : BufferContractTests
{
    internal override IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    ) => new MemoryActivityBuffer(options, meter, time);

    [TestMethod]
    public async Task Its_limit_counts_what_the_runtime_needs_and_not_the_wire_bytes_alone()
    {
        var options = Some.Options(change => change.Buffer.MaxBytes = 8 * 1024 * 1024);
        using var buffer = new MemoryActivityBuffer(options, new TrackingMeter(factory: null), TimeProvider.System);
        var encoder = new ActivityEncoder(options, TimeProvider.System);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (
            var number = 0;
            (await buffer.AppendAsync([encoder.Encode(Some.Activity($"user-{number}"))], CancellationToken.None))[0]
                == RefusalReason.None;
            number++
        )
        {
            // Until it is full.
        }

        Assert.IsLessThan(1.3 * options.Buffer.MaxBytes, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    [TestMethod]
    public void It_says_that_it_is_not_durable()
    {
        var state = new MemoryActivityBuffer(
            Some.Options(),
            new TrackingMeter(factory: null),
            TimeProvider.System
        ).GetState();

        Assert.IsFalse(state.IsDurable);
        Assert.Contains("lost when the process ends", state.Description.Durability);
    }
}
