using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

/// <summary>Whatever was wrapped before the power went can be opened after it, whenever it goes.</summary>
[TestClass]
public sealed class FileJournalKeyCrashTests
{
    private const string Root = "/buffer";

    private static readonly byte[] DataKey = KeyFiles.Bytes(100);

    private static int OperationsOfTheFirstWrap
    {
        get
        {
            var disk = Disk();
            var before = disk.Operations;
            _ = TryWrap(disk);
            return disk.Operations - before;
        }
    }

    [TestMethod]
    public void Making_a_key_has_operations_to_walk() => Assert.IsGreaterThanOrEqualTo(8, OperationsOfTheFirstWrap);

    [TestMethod]
    public void After_a_power_cut_at_any_operation_the_next_process_has_one_valid_key()
    {
        for (var operation = 1; operation <= OperationsOfTheFirstWrap; operation++)
        {
            foreach (var mode in Enum.GetValues<CrashMode>())
            {
                var disk = Disk();
                disk.CrashAt(disk.Operations + operation);
                Assert.IsTrue(TryWrap(disk) is null || disk.Operations < operation, $"{mode} at {operation}");

                var restarted = disk.Restart(mode, seed: operation);

                var wrapped = TryWrap(restarted);
                Assert.IsNotNull(wrapped, $"{mode} at {operation}");
                Assert.AreSequenceEqual(DataKey, Unwrap(restarted, wrapped), $"{mode} at {operation}");
            }
        }
    }

    [TestMethod]
    public void What_was_wrapped_is_opened_after_a_power_cut_right_behind_it()
    {
        foreach (var mode in Enum.GetValues<CrashMode>())
        {
            var disk = Disk();
            var wrapped = TryWrap(disk)!;

            Assert.AreSequenceEqual(DataKey, Unwrap(disk.Restart(mode), wrapped), $"{mode}");
        }
    }

    [TestMethod]
    [DataRow("FlushFolder")]
    [DataRow("Delete")]
    public void What_another_process_wrapped_with_a_key_that_its_maker_had_not_flushed_is_opened_too(string instant)
    {
        foreach (var mode in Enum.GetValues<CrashMode>())
        {
            var disk = Disk();
            WrappedJournalKey? wrapped = null;
            var files = new ScriptedFileSystem(disk);
            files.Before = member =>
            {
                if (member == instant && wrapped is null)
                {
                    wrapped = TryWrap(disk);
                    disk.CrashAt(disk.Operations + 1);
                }
            };
            Assert.IsNull(TryWrap(files));

            Assert.AreSequenceEqual(DataKey, Unwrap(disk.Restart(mode), wrapped!), $"{mode}");
        }
    }

    // The root is the journal's to make and to flush; it is there before a key is asked for.
    private static CrashingFileSystem Disk()
    {
        var disk = new CrashingFileSystem();
        disk.Put(Root + "/lock", [1]);
        return disk;
    }

    private static WrappedJournalKey? TryWrap(IFileSystem files)
    {
        try
        {
            return Result(new FileJournalKeyProvider(files, Root).WrapAsync(DataKey, CancellationToken.None));
        }
        catch (StorageFaultException)
        {
            return null;
        }
    }

    private static byte[]? Unwrap(IFileSystem files, WrappedJournalKey wrapped) =>
        Result(new FileJournalKeyProvider(files, Root).UnwrapAsync(wrapped, CancellationToken.None));

    private static T Result<T>(ValueTask<T> answer) => answer.AsTask().GetAwaiter().GetResult();
}
