using CentralEndpoint.Ingest;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>What an erasure takes of a user of an instance, and what it leaves.</summary>
[TestClass]
public sealed class ErasureTests : EndpointTest
{
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task Activities_stay_under_a_random_stand_in_and_nothing_is_left_under_the_subject()
    {
        var sender = await FilledAsync();
        var other = await FilledAsync();

        var erased = await Host.EraseAsync(sender, 7);

        var row = Assert.ContainsSingle(
            (await Host.SuppressionsAsync()).Where(row => row.InstanceId == sender.Instance)
        );
        Assert.AreEqual((2L, 2L), (erased.Profiles, erased.Activities));
        Assert.IsTrue(Grammar.IsSubject(row.StandIn));
        Assert.AreNotEqual(Some.Subject(7), row.StandIn);
        Assert.AreEqual(Some.Subject(7), row.Subject, "Until the client has forgotten it.");
        Assert.AreEqual(0, CountOf("activity", sender, Some.Subject(7)));
        Assert.AreEqual(0, CountOf("active_interval", sender, Some.Subject(7)));
        Assert.AreEqual(2, CountOf("activity", sender, row.StandIn));
        Assert.AreEqual(1, CountOf("active_interval", sender, row.StandIn));
        Assert.AreEqual(2, CountOf("activity", other, Some.Subject(7)), "Of another instance it is somebody else.");
        Assert.Contains(
            $"{sender.Instance} right",
            (await CommandRun.OfAsync(Host.Settings, "projection", "verify")).Output
        );
    }

    [TestMethod]
    public async Task Of_an_address_no_more_stays_than_a_domain_that_many_have()
    {
        var sender = await FilledAsync();
        for (var user = 21; user <= 24; user++)
        {
            await sender.PostAsync(sender.Activity(user, "addition", Before, $"user{user}@wide.example"));
        }

        await sender.PostAsync(sender.Activity(7, "addition", Before.AddHours(1), "Amelia@WIDE.example"));
        await sender.PostAsync(sender.Activity(7, "addition", Before.AddHours(2), ""));
        Assert.AreEqual(4, (await Host.EraseAsync(sender, 7)).Profiles);

        var emails = await EmailsAsync(sender);
        Assert.HasCount(3, emails, "What had no address is gone.");
        Assert.ContainsSingle(static email => email == "@wide.example", emails);
        var label = emails.First(static email => email != "@wide.example");
        Assert.EndsWith(".invalid", label);
        Assert.DoesNotContain("narrow", string.Concat(emails));
        Assert.IsEmpty(await FoundAsync(sender, "amelia@wide.example"));
        Assert.IsEmpty(await FoundAsync(sender, "@wide.example"), "No address leads to what is left.");
    }

    [TestMethod]
    public async Task The_fifth_user_of_a_domain_makes_it_one_that_may_stay_and_the_erased_one_counts()
    {
        var sender = await Host.AddSenderAsync();
        for (var user = 1; user <= 5; user++)
        {
            await sender.PostAsync(sender.Activity(user, "addition", Before, $"user{user}@five.example"));
        }

        await Host.EraseAsync(sender, 1);
        await Host.EraseAsync(sender, 2);

        Assert.AreSequenceEqual(["@five.example", "@five.example"], await EmailsAsync(sender));
    }

    [TestMethod]
    public async Task What_was_corrected_is_gone_and_what_was_restricted_stays_so_without_the_subject()
    {
        var sender = await FilledAsync();
        await Host.Store()
            .WriteAsync(
                sender.Instance,
                db =>
                {
                    db.Add(Correction(sender));
                    db.Add(
                        new RestrictionRow
                        {
                            InstanceId = sender.Instance,
                            Subject = Some.Subject(7),
                            Since = 1,
                            Request = 1,
                        }
                    );
                    return db.SaveChangesAsync();
                }
            );

        await Host.EraseAsync(sender, 7);

        Assert.AreEqual(0, Stored.Count(Host, "correction", sender.Instance));
        Assert.AreEqual(1, Stored.Count(Host, "restriction", sender.Instance));
        Assert.AreEqual(0, CountOf("restriction", sender, Some.Subject(7)));
    }

    [TestMethod]
    public async Task A_profile_that_does_not_open_keeps_nobody_from_being_erased()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(7, "addition", Before, "amelia@customer.example"),
            sender.Activity(8, "addition", Before, "bo@customer.example")
        );
        host.Execute("UPDATE profile SET box = @p0", new byte[40]);

        Assert.AreEqual(new ErasedPerson(1, 1), await host.EraseAsync(sender, 7));

        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM profile WHERE length(box) = 40"), "That of the other one.");
    }

    [TestMethod]
    public async Task Whoever_was_erased_is_not_erased_again_under_either_subject()
    {
        var sender = await FilledAsync();
        await Host.EraseAsync(sender, 7);
        var stored = Stored.Of(Host, sender.Instance);

        Assert.AreEqual(0, (await Host.EraseAsync(sender, 7)).Activities);
        var standIn = (await Host.SuppressionsAsync()).Single(row => row.InstanceId == sender.Instance).StandIn;
        var again = await Host.Services.GetRequiredService<PersonErasure>().EraseAsync(sender.Instance, standIn);

        Assert.AreEqual(0, again.Activities);
        Assert.AreEqual(stored, Stored.Of(Host, sender.Instance));
    }

    private static CorrectionRow Correction(Sender sender) =>
        new()
        {
            InstanceId = sender.Instance,
            Subject = Some.Subject(7),
            Time = 1,
            Request = 1,
            Actor = "officer",
            KeyId = "key",
            Box = [1],
        };

    private static async Task<Sender> FilledAsync()
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(7, "addition", Before.AddHours(-2), "amelia@narrow.example"),
            sender.Activity(7, "removal", Before.AddHours(-1), "amelia@narrow.example"),
            sender.Activity(8, "addition", Before, "ben@narrow.example")
        );
        return sender;
    }

    private static long CountOf(string table, Sender sender, string subject) =>
        Host.Count($"SELECT COUNT(*) FROM {table} WHERE instance = '{sender.Instance}' AND subject = '{subject}'");

    private static Task<List<string>> FoundAsync(Sender sender, string email)
    {
        var index = Host.Services.GetRequiredService<ProfileSealer>().Index(email);
        return Host.Store()
            .ReportAsync(db =>
                db.Profiles.Where(row => row.InstanceId == sender.Instance && row.EmailIndex == index)
                    .Select(row => row.ActivityId)
                    .ToListAsync()
            );
    }

    // Of those whose activities are under a stand-in.
    private static async Task<IReadOnlyList<string>> EmailsAsync(Sender sender)
    {
        var rows = await Host.Store()
            .ReportAsync(db =>
                db.Profiles.Where(row =>
                        row.InstanceId == sender.Instance
                        && db.Activities.Any(activity =>
                            activity.InstanceId == row.InstanceId
                            && activity.Id == row.ActivityId
                            && db.Suppressions.Any(one =>
                                one.InstanceId == row.InstanceId && one.StandIn == activity.Subject
                            )
                        )
                    )
                    .ToListAsync()
            );
        var sealer = Host.Services.GetRequiredService<ProfileSealer>();
        return
        [
            .. rows.Select(row => sealer.Open(row.InstanceId, row.ActivityId, row.Box))
                .Select(static person => person.FirstName + person.LastName + person.Email),
        ];
    }
}
