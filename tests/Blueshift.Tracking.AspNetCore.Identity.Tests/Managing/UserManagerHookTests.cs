using Blueshift.Tracking.AspNetCore.Identity.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Managing;

/// <summary>Users in a store that is not EF Core's.</summary>
[TestClass]
public sealed class UserManagerHookTests
{
    private const string Person = "Amelia Nguyen amelia@customer.example";

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Each_change_is_one_activity_also_of_a_store_that_gives_its_own_objects(bool givesItsOwn)
    {
        await using var host = new ManagerHost();
        host.Store.GivesItsOwn = givesItsOwn;

        await host.RequestAsync(static users => users.CreateAsync(new Member()));
        await host.ChangeAsync(static user => user.IsActive = false);
        await host.ChangeAsync(static user => user.Email = "amelia.nguyen@customer.example");
        await host.ChangeAsync(static user => user.IsActive = true);
        await host.RequestAsync(async users => await users.DeleteAsync((await users.FindByNameAsync("amelia"))!));

        Assert.AreSequenceEqual(
            [
                $"Created {Person}",
                $"Deactivated {Person}",
                "Reactivated Amelia Nguyen amelia.nguyen@customer.example",
                "Deleted Amelia Nguyen amelia.nguyen@customer.example",
            ],
            host.Told
        );
        Assert.HasCount(1, host.Tracker.Activities.Select(static activity => activity.User.Key).Distinct());
    }

    [TestMethod]
    public async Task Changes_of_one_object_in_a_row_are_told_one_by_one()
    {
        await using var host = new ManagerHost();
        await host.RequestAsync(async users =>
        {
            var user = new Member();
            await users.CreateAsync(user);
            user.IsActive = false;
            await users.UpdateAsync(user);
            await users.UpdateAsync(user);
            user.IsActive = true;
            return await users.UpdateAsync(user);
        });

        Assert.AreSequenceEqual([$"Created {Person}", $"Deactivated {Person}", $"Reactivated {Person}"], host.Told);
    }

    [TestMethod]
    public async Task A_user_who_is_not_active_is_told_of_when_he_is()
    {
        await using var host = new ManagerHost();
        await host.RequestAsync(static users => users.CreateAsync(new Member { IsActive = false }));
        Assert.IsEmpty(host.Told);

        await host.ChangeAsync(static user => user.IsActive = true);

        Assert.AreSequenceEqual([$"Reactivated {Person}"], host.Told);
    }

    [TestMethod]
    public async Task The_deletion_of_a_user_who_is_not_active_is_nothing()
    {
        await using var host = new ManagerHost();
        await host.RequestAsync(static users => users.CreateAsync(new Member { IsActive = false }));

        await host.RequestAsync(async users => await users.DeleteAsync((await users.FindByNameAsync("amelia"))!));

        Assert.IsEmpty(host.Told);
    }

    [TestMethod]
    public async Task A_change_that_scrubs_the_user_sends_the_name_he_had()
    {
        await using var host = new ManagerHost();
        await host.RequestAsync(static users => users.CreateAsync(new Member()));

        await host.ChangeAsync(static user =>
        {
            user.IsActive = false;
            user.FirstName = user.LastName = user.Email = null;
        });

        Assert.AreSequenceEqual([$"Created {Person}", $"Deactivated {Person}"], host.Told);
    }

    [TestMethod]
    public async Task A_change_that_the_store_refuses_is_told_when_it_takes_it()
    {
        await using var host = new ManagerHost();
        await host.RequestAsync(static users => users.CreateAsync(new Member()));
        await host.RequestAsync(async users =>
        {
            var user = (await users.FindByNameAsync("amelia"))!;
            user.IsActive = false;
            host.Store.Refuses = true;
            Assert.IsFalse((await users.UpdateAsync(user)).Succeeded);
            Assert.HasCount(1, host.Told);
            host.Store.Refuses = false;
            return await users.UpdateAsync(user);
        });

        Assert.AreSequenceEqual([$"Created {Person}", $"Deactivated {Person}"], host.Told);
    }

    [TestMethod]
    public async Task A_user_whom_Identity_refuses_is_no_activity()
    {
        await using var host = new ManagerHost();

        var result = await host.RequestAsync(static users => users.CreateAsync(new Member { UserName = "" }));

        Assert.IsFalse(result.Succeeded);
        Assert.IsEmpty(host.Told);
    }

    [TestMethod]
    public async Task A_failed_sign_in_is_nothing_and_reads_nothing()
    {
        await using var host = new ManagerHost();
        await host.RequestAsync(static users => users.CreateAsync(new Member()));

        var result = await host.RequestAsync(async users =>
            await users.AccessFailedAsync((await users.FindByNameAsync("amelia"))!)
        );

        Assert.IsTrue(result.Succeeded);
        Assert.AreEqual(0, host.Store.Reads);
        Assert.AreSequenceEqual([$"Created {Person}"], host.Told);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Of_a_user_whom_no_manager_found_the_store_is_asked_what_he_was(bool deletes)
    {
        await using var host = new ManagerHost();
        await host.RequestAsync(static users => users.CreateAsync(new Member()));

        await host.RequestAsync(users =>
        {
            var user = host.Store.Query();
            user.FirstName = "Somebody";
            user.IsActive = false;
            return deletes ? users.DeleteAsync(user) : users.UpdateAsync(user);
        });

        Assert.AreEqual(1, host.Store.Reads);
        Assert.AreSequenceEqual([$"Created {Person}", $"{(deletes ? "Deleted" : "Deactivated")} {Person}"], host.Told);
    }
}
