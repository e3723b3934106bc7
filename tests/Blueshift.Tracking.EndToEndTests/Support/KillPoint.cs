using System.Runtime.InteropServices;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Says when a process is killed: when it has written so many lines with a mark.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KillPoint(string Mark, int Number)
{
    /// <summary>Gets the point that is not reached.</summary>
    public static KillPoint Never { get; } = new("\0", 1);

    /// <summary>Gets the moment in which the buffer has just been opened.</summary>
    public static KillPoint Opened { get; } = new("[1000]", 1);

    /// <summary>Draws one while activities are captured, or while they are delivered.</summary>
    public static KillPoint Draw(Random random, int least, int activities) =>
        random.Next(3) == 0
            // Message 1025 stands behind each request.
            ? new KillPoint(
                "[1025]",
                random.Next(least / RunningEndpoint.BatchCount, activities / RunningEndpoint.BatchCount) + 1
            )
            : new KillPoint(TargetProcess.RecordedMark, random.Next(least, activities) + 1);
}
