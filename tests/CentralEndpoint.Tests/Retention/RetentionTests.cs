using CentralEndpoint.Retention;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Audit;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.Logging;

namespace CentralEndpoint.Tests.Retention;

[TestClass]
public sealed class RetentionTests
{
    private const string Held = "SELECT number FROM privacy_request WHERE box IS NOT NULL ORDER BY number";
    private static readonly TimeSpan s_instant = TimeSpan.FromMilliseconds(1);

    [TestMethod]
    public async Task Names_go_that_long_after_the_removal_and_not_before()
    {
        await using var host = await RetentionRun.StartAsync();
        var sender = await host.AddSenderAsync();
        var removed = The.Now.AddMonths(-24);
        await sender.PostAsync(
            sender.Activity(1, "addition", removed.AddMonths(-9)),
            sender.Activity(1, "removal", removed),
            sender.Activity(2, "addition", removed.AddMonths(-9)),
            sender.Activity(2, "removal", removed + s_instant),
            sender.Activity(3, "addition", removed.AddYears(-9)),
            sender.Activity(4, "removal", removed),
            sender.Activity(5, "removal", removed + s_instant)
        );

        Assert.AreEqual("names 2", await host.PurgeAsync());
        Assert.AreSequenceEqual([2L, 3L, 5L], await NamedAsync(host, sender));
        Assert.AreEqual("", await host.PurgeAsync());

        await host.PassAsync(s_instant);
        Assert.AreEqual("names 2", await host.PurgeAsync());
        Assert.AreSequenceEqual([3L], await NamedAsync(host, sender));
        Assert.AreEqual(7, Stored.Count(host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task Who_came_back_keeps_the_name_and_who_went_again_keeps_it_from_then_on()
    {
        await using var host = await RetentionRun.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(1, "addition", The.Now.AddYears(-5)),
            sender.Activity(1, "removal", The.Now.AddYears(-4)),
            sender.Activity(1, "addition", The.Now.AddYears(-1)),
            sender.Activity(2, "addition", The.Now.AddYears(-5)),
            sender.Activity(2, "removal", The.Now.AddYears(-4)),
            sender.Activity(2, "addition", The.Now.AddYears(-3)),
            sender.Activity(2, "removal", The.Now.AddMonths(-23))
        );

        Assert.AreEqual("", await host.PurgeAsync());
        await host.PassAsync(TimeSpan.FromDays(32));
        Assert.AreEqual("names 1", await host.PurgeAsync());
        Assert.AreSequenceEqual([1L], await NamedAsync(host, sender));
    }

    [TestMethod]
    public async Task What_follows_the_at_stays_of_a_domain_of_five_and_of_no_smaller_one()
    {
        await using var host = await RetentionRun.StartAsync();
        var sender = await host.AddSenderAsync();
        var other = await host.AddSenderAsync();
        var long_ago = The.Now.AddYears(-4);
        for (var user = 1; user <= 9; user++)
        {
            var email = user switch
            {
                <= 5 => $"user{user}@Wide.Example",
                <= 7 => $"user{user}@narrow.example",
                8 => "",
                _ => "nothing@",
            };
            await sender.PostAsync(sender.Activity(user, "addition", long_ago, email));
            await sender.PostAsync(sender.Activity(user, "removal", long_ago.AddYears(1), email));
            // Five have the domain, but not of one instance.
            await other.PostAsync(other.Activity(user % 4, "addition", long_ago, $"user{user}@narrow.example"));
        }

        var before = await host.TextAsync($"/reports/domains?at={Some.Date(long_ago.AddDays(9))}&format=csv");
        Assert.AreEqual("names 9", await host.PurgeAsync());

        Assert.AreEqual(
            before,
            await host.TextAsync($"/reports/domains?at={Some.Date(long_ago.AddDays(9))}&format=csv")
        );
        var left = (await host.OpenAsync(sender.Instance)).Values.ToList();
        Assert.HasCount(16, left);
        Assert.IsTrue(left.TrueForAll(static one => one.FirstName.Length + one.LastName.Length == 0));
        var emails = left.Select(static one => one.Email).ToList();
        Assert.AreEqual(10, emails.Count(static email => email == "@wide.example"));
        Assert.AreEqual(2, emails.Count(static email => email == "@"));
        var random = emails.Where(static email => email.EndsWith(".invalid", StringComparison.Ordinal)).ToList();
        Assert.HasCount(4, random.Distinct());
        Assert.IsTrue(random.TrueForAll(static email => email.Length == "@0123456789abcdef.invalid".Length));
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM profile WHERE email_index IS NULL"));
        Assert.AreEqual(16, host.Count("SELECT COUNT(*) FROM profile WHERE length(email_index) = 0"));
    }

    [TestMethod]
    public async Task Names_stay_while_somebody_looks_after_a_request_or_a_restriction_stands()
    {
        await using var host = await RetentionRun.StartAsync();
        var sender = await host.AddSenderAsync();
        for (var user = 1; user <= 3; user++)
        {
            await sender.PostAsync(
                sender.Activity(user, "addition", The.Now.AddYears(-5)),
                sender.Activity(user, "removal", The.Now.AddYears(-4))
            );
        }

        await host.AddAsync(RetentionRun.Request(1, "access", The.Now));
        await host.AddToAsync(
            sender.Instance,
            new RequestPersonRow
            {
                Request = 1,
                InstanceId = sender.Instance,
                Subject = Some.Subject(1),
            },
            new RestrictionRow
            {
                InstanceId = sender.Instance,
                Subject = Some.Subject(2),
                Since = 0,
                Request = 1,
            },
            Correction(sender.Instance, 1),
            Correction(sender.Instance, 3)
        );

        Assert.AreEqual("names 1", await host.PurgeAsync());
        Assert.AreSequenceEqual([1L, 2L], await NamedAsync(host, sender));
        Assert.AreSequenceEqual([Some.Subject(1)], host.Texts("SELECT subject FROM correction"));

        host.Execute("UPDATE privacy_request SET closed = @p0", The.Now.ToUnixTimeMilliseconds());
        host.Execute("DELETE FROM restriction");
        Assert.AreEqual("names 2", await host.PurgeAsync());
        Assert.IsEmpty(await NamedAsync(host, sender));
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM correction"));
    }

    [TestMethod]
    public async Task Requests_and_messages_lose_their_content_and_stay_as_numbers()
    {
        await using var host = await RetentionRun.StartAsync();
        var months = The.Now.AddMonths(-36);
        var days = The.Now.AddDays(-180);
        var unhandled = The.Now.AddDays(-365);
        await host.AddAsync(
            RetentionRun.Request(1, "erasure", months, months),
            RetentionRun.Request(2, "erasure", months, months + s_instant),
            RetentionRun.Request(3, "access", months.AddYears(-9)),
            RetentionRun.Request(4, "message", days, days),
            RetentionRun.Request(5, "support", days, days + s_instant),
            RetentionRun.Request(6, "support", unhandled),
            RetentionRun.Request(7, "message", unhandled.AddDays(1))
        );

        Assert.AreEqual("requests 1, messages 1, unhandled-messages 1", await host.PurgeAsync());
        Assert.AreSequenceEqual(["2", "3", "5", "7"], host.Texts(Held));
        Assert.AreEqual(7, host.Count("SELECT COUNT(*) FROM privacy_request"));
        Assert.AreEqual(4, host.Count("SELECT COUNT(*) FROM privacy_request WHERE email_index IS NOT NULL"));

        await host.PassAsync(s_instant);
        Assert.AreEqual("requests 1, messages 1", await host.PurgeAsync());
        Assert.AreSequenceEqual(["3", "7"], host.Texts(Held));

        // A day later, whatever the hour.
        await host.PassAsync(TimeSpan.FromHours(12));
        Assert.AreEqual("unhandled-messages 1", await host.PurgeAsync());
        Assert.AreSequenceEqual(["3"], host.Texts(Held));
    }

    [TestMethod]
    public async Task Sessions_tokens_and_the_codes_of_the_erased_go()
    {
        await using var host = await RetentionRun.StartAsync();
        var sender = await host.AddSenderAsync();
        var ended = The.Now.AddDays(-30);
        await host.AddAsync(
            RetentionRun.Session("a", ended),
            RetentionRun.Session("b", ended + s_instant),
            RetentionRun.Token("a", ended),
            RetentionRun.Token("b", ended + s_instant),
            RetentionRun.Token("c", The.Now.AddDays(9), ended)
        );
        await host.AddToAsync(
            sender.Instance,
            RetentionRun.Suppression(sender.Instance, 1, The.Now.AddDays(-90)),
            RetentionRun.Suppression(sender.Instance, 2, The.Now.AddDays(-90) + s_instant)
        );

        Assert.AreEqual("forget 1, sessions 1, tokens 2", await host.PurgeAsync());
        Assert.AreSequenceEqual(["b"], host.Texts("SELECT id FROM staff_session"));
        Assert.AreSequenceEqual(["b"], host.Texts("SELECT id FROM read_token"));
        Assert.AreSequenceEqual(
            [Some.Subject(2)],
            host.Texts("SELECT subject FROM suppression WHERE subject IS NOT NULL")
        );
        Assert.AreEqual(2, host.Count("SELECT COUNT(*) FROM suppression"));
    }

    [TestMethod]
    public async Task The_audit_is_cut_at_its_beginning_and_stays_one_chain()
    {
        await using var host = await RetentionRun.StartAsync();
        await host.RecordAsync(2);
        await host.PassAsync(TimeSpan.FromDays(40));
        await host.RecordAsync(2);
        var noted = (await host.VerifyAsync()).Newest;
        await host.PassAsync(The.Now.AddMonths(72) - host.Clock.GetUtcNow() - s_instant);
        Assert.AreEqual("", await host.PurgeAsync());

        await host.PassAsync(s_instant);
        Assert.AreEqual("audit 2", await host.PurgeAsync());

        var finding = await host.VerifyAsync(noted);
        Assert.IsNull(finding.Broken);
        Assert.AreEqual((3L, 3L, 5L), (finding.Count, finding.First, finding.Newest.Number));
        Assert.AreEqual("purged audit 2 endpoint", Newest(host));
        await host.PassAsync(TimeSpan.FromDays(366 * 7));
        Assert.AreEqual("audit 3", await host.PurgeAsync());
        var emptied = await host.VerifyAsync();
        Assert.IsNull(emptied.Broken);
        Assert.AreEqual((1L, 6L), (emptied.Count, emptied.First));
    }

    [TestMethod]
    public async Task A_chain_that_is_broken_is_left_as_it_is()
    {
        await using var host = await RetentionRun.StartAsync();
        await host.RecordAsync(3);
        host.Execute("UPDATE audit_entry SET actor = 'nobody' WHERE number = 2");
        await host.AddAsync(RetentionRun.Session("a", The.Now));
        await host.PassAsync(TimeSpan.FromDays(366 * 7));

        Assert.AreEqual(
            "sessions 1, audit 0The audit chain is broken: entry 2 is not as it was written. Nothing of it is deleted.",
            await host.PurgeAsync()
        );

        Assert.AreEqual(3, host.Count("SELECT COUNT(*) FROM audit_entry WHERE number < 4"));
        Assert.ContainsSingle(
            static record => record.Message.StartsWith("Retention of audit failed", StringComparison.Ordinal),
            host.Logs.GetSnapshot().Where(static record => record.Level == LogLevel.Warning)
        );
    }

    [TestMethod]
    public async Task More_than_goes_at_once_goes_in_parts_and_is_told_as_one()
    {
        await using var host = await RetentionRun.StartAsync();
        var sessions = RowRetention.RowsAtOnce * 2 + 1;
        await host.AddAsync([
            .. Enumerable
                .Range(1, sessions)
                .Select(static number => RetentionRun.Session($"{number}", The.Now.AddYears(-1))),
        ]);

        Assert.AreEqual($"sessions {sessions}", await host.PurgeAsync());

        Assert.AreEqual($"purged sessions {sessions} endpoint", Newest(host));
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM audit_entry"));
    }

    [TestMethod]
    public async Task One_kind_that_fails_keeps_no_other_from_its_time()
    {
        await using var host = await RetentionRun.StartAsync();
        await host.AddRemovedAsync();
        host.Execute("ALTER TABLE restriction RENAME TO elsewhere");
        await host.AddAsync(RetentionRun.Session("a", The.Now.AddYears(-1)));

        var told = await host.PurgeAsync();

        Assert.StartsWith("names 0", told);
        Assert.EndsWith(", sessions 1", told);
        Assert.AreEqual(2, host.Count("SELECT COUNT(*) FROM profile WHERE length(email_index) > 0"));
    }

    [TestMethod]
    public async Task A_profile_that_does_not_open_goes_as_any_other()
    {
        await using var host = await RetentionRun.StartAsync();
        await host.AddRemovedAsync();
        host.Execute("UPDATE profile SET box = @p0", new byte[40]);

        Assert.AreEqual("names 1", await host.PurgeAsync());

        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM profile WHERE length(box) = 40"));
        Assert.AreEqual("", await host.PurgeAsync());
    }

    private static string Newest(CentralEndpointHost host) =>
        (string)
            host.Value(
                "SELECT action || ' ' || target || ' ' || count || ' ' || actor FROM audit_entry ORDER BY number DESC LIMIT 1"
            )!;

    private static CorrectionRow Correction(string instance, int user) =>
        new()
        {
            InstanceId = instance,
            Subject = Some.Subject(user),
            Time = 1,
            Request = 1,
            Actor = "account-1",
            KeyId = "k",
            Box = [1],
        };

    // The users whose names are held, by number.
    private static async Task<IReadOnlyList<long>> NamedAsync(CentralEndpointHost host, Sender sender)
    {
        var named = (await host.OpenAsync(sender.Instance))
            .Where(static one => one.Value.FirstName.Length > 0)
            .Select(static one => one.Key)
            .ToHashSet(StringComparer.Ordinal);
        var subjects = named
            .Select(id => (string)host.Value("SELECT subject FROM activity WHERE id = @p0", id)!)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Enumerable
                .Range(1, 9)
                .Where(user => subjects.Contains(Some.Subject(user)))
                .Select(static user => (long)user),
        ];
    }
}
