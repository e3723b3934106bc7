using System.Globalization;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_key_of_a_type_of_the_hosts_own_is_written_as_the_database_has_it(bool isSync)
    {
        var host = await KeyedAsync<StaffId>();
        var user = new Keyed<StaffId> { Id = new StaffId(Guid.CreateVersion7()), Email = "ada@customer.example" };
        await using (var context = await host.MadeAsync<KeyedContext>())
        {
            context.Add(user);
            await context.SaveAsync(isSync);
            user.IsActive = false;
            await context.SaveAsync(isSync);
        }
        await using (var context = await host.MadeAsync<KeyedContext>())
        {
            // What he was it has to read, by this key.
            user.IsActive = true;
            context.Update(user);
            await context.SaveAsync(isSync);
        }
        await using (var context = await host.MadeAsync<KeyedContext>())
        {
            context.Remove(new Keyed<StaffId> { Id = user.Id });
            await context.SaveAsync(isSync);
        }

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(["addition", "removal", "addition", "removal"], rows.Select(row => row.Status));
        Assert.AreEqual(
            (user.Id.Value.ToString("D"), user.Email),
            rows.Select(row => (row.Key, (string?)row.Email)).Distinct().Single()
        );
        Assert.IsEmpty(host.Capture.Faults);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_key_of_a_type_of_the_hosts_own_that_the_database_makes_is_patched(bool isSync)
    {
        var host = await KeyedAsync<VisitorNumber>();
        await using var context = await host.MadeAsync<KeyedContext>();
        var users = Enumerable
            .Range(0, 3)
            .Select(static number => new Keyed<VisitorNumber> { Email = $"visitor{number}@customer.example" })
            .ToList();
        context.AddRange(users.Take(2));
        await context.SaveAsync(isSync);
        await using (var transaction = await context.BeginAsync(isSync))
        {
            context.Add(users[2]);
            await context.SaveAsync(isSync);
            await transaction.CommitAsync(isSync);
        }

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(
            users.Select(static one => (one.Id.Value.ToString(CultureInfo.InvariantCulture), one.Email)),
            rows.OrderBy(row => row.Email).Select(row => (row.Key, (string?)row.Email))
        );
        Assert.AreSequenceEqual(rows.Select(row => row.Id).Order(), host.Capture.CommittedIds.Order());
        Assert.IsEmpty(host.Capture.Faults);
    }

    private protected async Task<TestHost> KeyedAsync<TKey>()
        where TKey : struct
    {
        var database = await DatabaseAsync();
        return Kept(
            TestHost.Of<KeyedContext>(
                database,
                Keyed<TKey>.Map,
                services => services.AddDbContext<KeyedContext>(database.Use)
            )
        );
    }
}
