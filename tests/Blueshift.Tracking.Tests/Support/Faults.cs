using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Tells with which fault a call of a file system ends.</summary>
internal static class Faults
{
    public static StorageFault Of(Action act) => Assert.ThrowsExactly<StorageFaultException>(act).Fault;
}
