using System.Globalization;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

/// <summary>A key that the database makes is in the activity, and it is the key of the row that stayed.</summary>
public abstract class KeyTests : CaptureTest
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task IdentityKey_IsPatched(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        var (first, second, third) = (People.Member("ada"), People.Member("ben"), People.Member("cem"));
        context.AddRange(first, second);
        await context.SaveAsync(isSync);
        await using (var transaction = await context.BeginAsync(isSync))
        {
            context.Add(third);
            await context.SaveAsync(isSync);
            await transaction.CommitAsync(isSync);
        }

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(
            new[] { first, second, third }.Select(one =>
                (one.Id.ToString(CultureInfo.InvariantCulture), one.Name!.First)
            ),
            rows.OrderBy(row => row.FirstName).Select(row => (row.Key, (string?)row.FirstName))
        );
        Assert.AreSequenceEqual(rows.Select(row => row.Id).Order(), host.Capture.CommittedIds.Order());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task IdentityKey_AfterRetry_IsFinalKey(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        var user = People.Member();
        // EF Core saves an owned type again under the key of the attempt that was rolled back, with capture or without.
        user.Name = null;
        context.Add(user);
        await using (var lost = await context.BeginAsync(isSync))
        {
            await context.SaveAsync(isSync, isAccepted: false);
            await lost.RollbackAsync(isSync);
        }
        await using (var other = host.Context())
        {
            // Somebody takes the number meanwhile, where numbers come back.
            other.Add(People.Member("zoe"));
            await other.SaveChangesAsync();
        }
        await ClearAsync(host);
        await using (var kept = await context.BeginAsync(isSync))
        {
            await context.SaveAsync(isSync, isAccepted: false);
            await kept.CommitAsync(isSync);
        }
        context.ChangeTracker.AcceptAllChanges();

        await using var read = host.Context();
        var id = (await read.Members.SingleAsync(one => one.Email == user.Email)).Id;
        Assert.AreEqual(id.ToString(CultureInfo.InvariantCulture), (await host.RowsAsync()).Single().Key);
    }

    [TestMethod]
    public async Task Guid_keys_are_written_in_lower_case_with_hyphens()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        var user = People.Employee();
        context.Add(user);
        await context.SaveChangesAsync();

        Assert.AreEqual(user.Id.ToString("D"), (await host.RowsAsync()).Single().Key);
    }
}
