using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Asserts the durable identity: recorded = delivered + waiting + dead letters + dropped.</summary>
internal static class BufferIdentity
{
    public static void AssertHolds(BufferState state) =>
        Assert.AreEqual(
            state.Recorded,
            state.Delivered + state.Waiting + state.DeadLetters + state.Dropped,
            "recorded = delivered + waiting + dead letters + dropped"
        );
}
