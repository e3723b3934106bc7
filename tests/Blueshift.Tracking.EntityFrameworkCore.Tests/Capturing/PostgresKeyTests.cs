using System.Globalization;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

[TestClass]
public sealed class PostgresKeyTests : KeyTests
{
    private protected override Task<HostDatabase> DatabaseAsync() => PostgresHostDatabase.CreateAsync();

    // SQLite has no sequences.
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_key_out_of_a_block_of_numbers_is_told_as_it_is_and_after_a_retry_too(bool isSync)
    {
        var host = await KeyedAsync<long>();
        await using var context = await host.MadeAsync<KeyedContext>();
        // More than one block has.
        var users = Enumerable.Range(0, 12).Select(Courier).ToList();
        context.AddRange(users);
        await context.SaveAsync(isSync);
        var twin = Courier(3);
        context.Add(twin);
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveAsync(isSync));
        twin.Email = Courier(12).Email;
        await using (var lost = await context.BeginAsync(isSync))
        {
            await context.SaveAsync(isSync, isAccepted: false);
            await lost.RollbackAsync(isSync);
        }
        await context.SaveAsync(isSync);

        await using var read = await host.MadeAsync<KeyedContext>();
        var there = await read.Couriers.OrderBy(static one => one.Email).ToListAsync();
        var rows = await host.RowsAsync();
        Assert.HasCount(13, there);
        Assert.AreSequenceEqual(
            there.Select(static one => (one.Id.ToString(CultureInfo.InvariantCulture), one.Email)),
            rows.OrderBy(row => row.Email).Select(row => (row.Key, (string?)row.Email))
        );
        Assert.AreSequenceEqual(rows.Select(row => row.Id).Order(), host.Capture.CommittedIds.Order());
    }

    private static Keyed<long> Courier(int number) => new() { Email = $"courier{number:00}@customer.example" };
}
