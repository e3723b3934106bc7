using System.Globalization;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>
/// Loses power at the operations of a long life, one after another, with every outcome that a disk may have, and lets a new
/// process go on: J1, J2, J3, J5, J7, J9, J11, J15, J16, J17, J18 and J21. A thinned slice runs always;
/// <c>BLUESHIFT_ASSURANCE=full</c> walks every operation.
/// </summary>
[TestClass]
public sealed class JournalCrashTests
{
    private const int Steps = 700;

    private static readonly CrashMode[] Modes = Enum.GetValues<CrashMode>();

    [TestMethod]
    public async Task The_script_is_long_the_same_each_time_and_ends_well_without_a_crash()
    {
        var disk = Disk();
        var script = new JournalScript(Steps);
        var process = await script.RunAsync(disk);
        var operations = disk.Operations;
        await script.ReleaseAsync(process);
        await process.DrainAsync();
        script.Book.Judge(process.State);

        var again = Disk();
        await new JournalScript(Steps).RunAsync(again);

        Assert.IsGreaterThanOrEqualTo(2000, operations);
        Assert.AreEqual(operations, again.Operations);
        Assert.IsGreaterThan(1000, script.Book.Recorded);
        Assert.IsGreaterThan(0, (int)process.State.DeadLetters);
        Assert.IsGreaterThan(0, (int)process.State.Dropped);
        Assert.IsEmpty(disk.OpenedForWritingTwice.Where(IsSegment), "J2");
        SegmentSeals.AssertDiffer(disk);
    }

    [TestMethod]
    public async Task Whenever_power_is_lost_nothing_recorded_is_lost_doubled_or_made_up()
    {
        var operation = Disk().Operations + 1;
        // Of about 2,800 operations.
        var stride = 2800 / Assurance.Iterations(34, 2800);
        for (; ; operation += stride)
        {
            var disk = Disk();
            disk.CrashAt(operation);
            var script = new JournalScript(Steps);
            await script.RunAsync(disk);
            if (!disk.IsOff)
            {
                break;
            }
            foreach (var mode in Modes)
            {
                await RecoverAsync(disk, script, operation, mode);
            }
        }
        Assert.IsGreaterThan(2000, operation);
    }

    private static async Task RecoverAsync(CrashingFileSystem disk, JournalScript script, int operation, CrashMode mode)
    {
        var restarted = disk.Restart(mode, operation);
        var book = script.Book.Copy();
        var second = (CrashMode)((operation + ((int)mode * 7)) % Modes.Length);
        try
        {
            restarted = await LosePowerAgainAsync(restarted, book, script.Now, operation, second);
            var process = new JournalProcess(restarted, book, script.Now);
            await process.AppendAsync(Late);
            await process.DrainAsync();
            book.Judge(process.State);
            Assert.IsEmpty(restarted.OpenedForWritingTwice.Where(IsSegment), "J2");
            SegmentSeals.AssertDiffer(restarted);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Power lost at {operation}: {mode}, then {second}."),
                exception
            );
        }
    }

    // By turns not at all, right behind the recovery, and in the middle of it or of what follows.
    private static async Task<CrashingFileSystem> LosePowerAgainAsync(
        CrashingFileSystem disk,
        CrashBook book,
        DateTimeOffset now,
        int operation,
        CrashMode mode
    )
    {
        var process = new JournalProcess(disk, book, now);
        switch (operation % 3)
        {
            case 0:
                return disk;
            case 1:
                await process.OpenAsync();
                break;
            default:
                disk.CrashAt(disk.Operations + 1 + (operation % 29));
                await process.DrainAsync();
                break;
        }
        return disk.Restart(mode, operation);
    }

    private static EncodedActivity Late { get; } = JournalScript.Encoded(1).Single();

    private static bool IsSegment(string path) => path.EndsWith(".seg", StringComparison.Ordinal);

    private static CrashingFileSystem Disk()
    {
        var disk = new CrashingFileSystem();
        disk.CreateFolder(Some.Folder);
        disk.FlushFolder("/");
        return disk;
    }
}
