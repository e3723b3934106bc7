using System.Globalization;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>
/// Fails the operations of a life, once or from there on: nothing but refusals leaves the buffer, and when the disk works again so
/// does recording (J7, J21). A thinned slice runs always; <c>BLUESHIFT_ASSURANCE=full</c> fails every operation.
/// </summary>
[TestClass]
public sealed class JournalFaultTests
{
    private const int Steps = 160;

    [TestMethod]
    [DataRow("Io", false)]
    [DataRow("Io", true)]
    [DataRow("NoSpace", false)]
    [DataRow("NoSpace", true)]
    [DataRow("NoPermission", false)]
    [DataRow("NoPermission", true)]
    public async Task Whatever_fails_nothing_recorded_is_lost_and_recording_goes_on_afterwards(
        string name,
        bool forEver
    )
    {
        var fault = Enum.Parse<StorageFault>(name);
        var operation = 2;
        while (await FailAsync(operation, fault, forEver))
        {
            operation += 600 / Assurance.Iterations(26, 600);
        }
        Assert.IsGreaterThan(400, operation);
    }

    private static async Task<bool> FailAsync(int operation, StorageFault fault, bool forEver)
    {
        var disk = new CrashingFileSystem();
        disk.CreateFolder(Some.Folder);
        disk.FailAt(operation, fault, forEver);
        var script = new JournalScript(Steps) { IsSure = () => disk.Operations < operation };
        try
        {
            var process = await script.RunAsync(disk);
            if (disk.Operations < operation)
            {
                return false;
            }
            disk.FailNoMore();
            await script.ReleaseAsync(process);
            await process.PassLookAsync();
            var answers = await process.AppendAsync(JournalScript.Encoded(1));
            Assert.AreEqual(RefusalReason.None, answers.Single());
            await process.DrainAsync();
            script.Book.Judge(process.State, isExact: false);
            await process.StopAsync();

            var next = new JournalProcess(disk, script.Book, process.Time.GetUtcNow());
            await next.DrainAsync();
            script.Book.Judge(next.State, isExact: false);
            SegmentSeals.AssertDiffer(disk);
            return true;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{fault} at {operation}, for ever: {forEver}."),
                exception
            );
        }
    }
}
