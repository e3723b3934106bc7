using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CentralEndpoint.Access;
using CentralEndpoint.People;
using CentralEndpoint.Privacy;
using CentralEndpoint.Privacy.Corrections;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Privacy.Export;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>Search, access, correction and restriction: only for whom an officer picked for a request whose sender is known.</summary>
[TestClass]
public sealed class PersonRightsTests : EndpointTest
{
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task Before_the_identity_is_confirmed_nobody_is_looked_for_and_nothing_is_done_to_anybody()
    {
        var sender = await FilledAsync("none");
        var number = await Host.OpenAsync("erasure");
        var (instance, subject) = (sender.Instance, Some.Subject(7));

        foreach (
            var act in new Func<Task>[]
            {
                () => Host.Of<PersonSearch>().ByEmailAsync(RequestRun.Officer, number, "amelia@none.example"),
                () => Host.Of<PersonSearch>().ByUserAsync(RequestRun.Officer, number, instance, subject),
                () => Host.Of<RequestPeople>().PickAsync(RequestRun.Officer, number, instance, subject),
                () => Host.Of<AccessExport>().MakeAsync(RequestRun.Officer, number),
                () => CorrectAsync(number, sender),
                () => Host.Of<PersonRestriction>().BeginAsync(RequestRun.Officer, number, instance, subject),
                () => Host.Of<ErasureRequests>().AskAsync(RequestRun.Officer, number),
            }
        )
        {
            Assert.Contains("Nobody has confirmed yet", await RequestRun.RefusedAsync(act));
        }

        Assert.HasCount(1, await Host.AuditAsync(number), "Nothing but the opening.");
    }

    [TestMethod]
    public async Task Only_who_was_picked_is_corrected_or_restricted()
    {
        var sender = await FilledAsync("picked");
        var number = await Host.VerifiedAsync("correction");

        Assert.Contains("not picked", await RequestRun.RefusedAsync(() => CorrectAsync(number, sender)));
        Assert.Contains("not picked", await RequestRun.RefusedAsync(() => RestrictAsync(number, sender)));
        Assert.Contains(
            "no such user",
            await RequestRun.RefusedAsync(() =>
                Host.Of<RequestPeople>().PickAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(99))
            )
        );
    }

    [TestMethod]
    public async Task A_search_finds_over_all_instances_and_the_audit_says_how_many_and_not_what_for()
    {
        var one = await FilledAsync("found");
        var other = await FilledAsync("found");
        var number = await Host.VerifiedAsync("access");

        var byEmail = await Host.Of<PersonSearch>().ByEmailAsync(RequestRun.Officer, number, " AMELIA@found.example ");
        var bySubject = await FindAsync(number, one.Instance, Some.Subject(7));
        var byUser = await FindAsync(number, one.Instance, "nobody");

        Assert.AreSequenceEqual([one.Instance, other.Instance], byEmail.Select(static found => found.Instance).Order());
        Assert.AreEqual((2L, 2L), (byEmail[0].Activities, byEmail[0].Profiles));
        Assert.AreEqual(Before.ToUnixTimeMilliseconds(), byEmail[0].First);
        Assert.AreEqual(one.Instance, Assert.ContainsSingle(bySubject).Instance);
        Assert.IsEmpty(byUser);
        var audited = (await Host.AuditAsync(number)).FindAll(static row => row.Action == "people-searched");
        Assert.AreSequenceEqual([2L, 1L, 0L], audited.Select(static row => row.Count));
        Assert.IsTrue(audited.TrueForAll(row => row.Target == $"request {number}" && row.Purpose is null));
    }

    [TestMethod]
    public void A_user_id_leads_to_the_subject_of_the_contract() =>
        Assert.AreSequenceEqual(["Pr9_voct8DKOYLzVB89bZA"], UserSubject.Read("acme-prod", "user-1"));

    [TestMethod]
    public async Task Access_gives_everything_that_is_kept_and_notes_its_hash()
    {
        var sender = await FilledAsync("given");
        await Host.Of<PeopleQuery>().ReadAsync(Reader, sender.Instance, NamePurpose.All[0]);
        var number = await Host.PickedAsync("access", (sender, 7));
        await CorrectAsync(number, sender);

        var (document, json) = await Host.Of<AccessExport>().MakeAsync(RequestRun.Officer, number);

        var user = Assert.ContainsSingle(document.Users);
        Assert.AreSequenceEqual(
            ["addition amelia@given.example", "removal amelia@given.example"],
            user.Activities.Select(static one => $"{one.Status} {one.Email}")
        );
        Assert.AreEqual("amelie@right.example", Assert.ContainsSingle(user.Corrections).Email);
        Assert.Contains(
            "relationship-reader names-viewed",
            document.Viewed.Select(static one => $"{one.Roles} {one.Action}")
        );
        var text = Encoding.UTF8.GetString(json);
        Assert.AreEqual(sender.Instance, (string?)JsonNode.Parse(text)!["users"]![0]!["instance"]);
        Assert.DoesNotContain("officer-1", text, "No names of the staff.");
        Assert.DoesNotContain("ben@", text, "Nobody else.");
        Assert.AreEqual(
            $"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(json))}",
            (await Host.ViewAsync(number)).Steps[^1].Detail
        );
    }

    [TestMethod]
    public async Task A_correction_stands_over_what_comes_later_until_an_officer_ends_it()
    {
        var sender = await FilledAsync("wrong");
        var number = await Host.PickedAsync("correction", (sender, 7));
        await CorrectAsync(number, sender, "stands");
        Assert.AreEqual("Amelie Right stands@right.example corrected", await NameAsync(sender, 7));
        Assert.IsEmpty((await Host.ViewAsync(number)).Conflicts);

        Host.Clock.Advance(TimeSpan.FromSeconds(2));
        await sender.PostAsync(sender.Activity(7, "addition", Before.AddHours(5), "amelia@wrong.example"));

        Assert.AreEqual("Amelie Right stands@right.example corrected", await NameAsync(sender, 7));
        var conflict = Assert.ContainsSingle((await Host.ViewAsync(number)).Conflicts);
        Assert.AreEqual("amelia@wrong.example", conflict.Sent.Email);
        Assert.HasCount(
            1,
            await Host.Of<PersonSearch>().ByEmailAsync(RequestRun.Officer, number, "stands@right.example"),
            "It is found by what it was corrected to."
        );

        await Host.Of<PersonCorrection>().EndAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(7));

        Assert.AreEqual("Amelia Nguyen amelia@wrong.example", await NameAsync(sender, 7));
        Assert.IsEmpty((await Host.ViewAsync(number)).Conflicts);
    }

    [TestMethod]
    public async Task Of_two_corrections_the_later_one_stands()
    {
        var sender = await FilledAsync("twice");
        var number = await Host.PickedAsync("correction", (sender, 7));
        await CorrectAsync(number, sender, "first");
        await CorrectAsync(number, sender, "second");

        Assert.Contains("second@right.example", await NameAsync(sender, 7));
    }

    [TestMethod]
    public async Task Who_is_restricted_or_erased_has_no_name_and_is_counted_all_the_same()
    {
        var sender = await FilledAsync("hidden");
        var number = await Host.PickedAsync("restriction", (sender, 8));
        await RestrictAsync(number, sender, 8);

        Assert.AreEqual("", await NameAsync(sender, 8));
        await Host.EraseAsync(sender, 7);
        var people = await Host.Of<PeopleQuery>().ReadAsync(Reader, sender.Instance, NamePurpose.All[0]);
        Assert.HasCount(2, people);
        Assert.IsTrue(people.All(static one => one.Profile is null));
        Assert.ContainsSingle(static one => one.IsActive, people);

        await Host.Of<PersonRestriction>().EndAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(8));
        Assert.AreEqual("Amelia Nguyen ben@hidden.example", await NameAsync(sender, 8));
    }

    [TestMethod]
    public async Task Names_are_read_by_who_may_with_a_purpose_that_is_audited_first()
    {
        var sender = await FilledAsync("names");
        var stranger = Staff.Of(Role.RelationshipReader, "reader-2", "another-instance");

        await RequestRun.RefusedAsync(() =>
            Host.Of<PeopleQuery>().ReadAsync(stranger, sender.Instance, NamePurpose.All[0])
        );
        await RequestRun.RefusedAsync(() =>
            Host.Of<PeopleQuery>().ReadAsync(Staff.Of(Role.Reporter), sender.Instance, NamePurpose.All[0])
        );
        Assert.AreEqual(0, ViewsOf(sender));
        await Host.Of<PeopleQuery>().ReadAsync(Reader, sender.Instance, NamePurpose.All[0]);
        Assert.AreEqual(1, ViewsOf(sender));
    }

    private static readonly StaffMember Reader = Staff.Of(Role.RelationshipReader);

    private static long ViewsOf(Sender sender) =>
        Host.Count(
            $"SELECT COUNT(*) FROM audit_entry WHERE action = 'names-viewed' AND target = 'instance {sender.Instance}' "
                + "AND purpose = 'service-quality'"
        );

    private static Task CorrectAsync(long number, Sender sender, string name = "amelie") =>
        Host.Of<PersonCorrection>()
            .CorrectAsync(
                RequestRun.Officer,
                number,
                sender.Instance,
                Some.Subject(7),
                new Profile("Amelie", "Right", $"{name}@right.example")
            );

    private static Task RestrictAsync(long number, Sender sender, int user = 7) =>
        Host.Of<PersonRestriction>().BeginAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(user));

    private static Task<IReadOnlyList<FoundPerson>> FindAsync(long number, string instance, string entered) =>
        Host.Of<PersonSearch>().ByUserAsync(RequestRun.Officer, number, instance, entered);

    private static async Task<string> NameAsync(Sender sender, int user)
    {
        var people = await Host.Of<PeopleQuery>().ReadAsync(Reader, sender.Instance, NamePurpose.All[0]);
        var one = people.Single(person => person.Subject == Some.Subject(user));
        return one.Profile is { } profile
            ? $"{profile.FirstName} {profile.LastName} {profile.Email}{(one.IsCorrected ? " corrected" : "")}"
            : "";
    }

    private static async Task<Sender> FilledAsync(string domain)
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(7, "addition", Before, $"amelia@{domain}.example"),
            sender.Activity(7, "removal", Before.AddHours(1), $"amelia@{domain}.example"),
            sender.Activity(8, "addition", Before, $"ben@{domain}.example")
        );
        return sender;
    }
}
