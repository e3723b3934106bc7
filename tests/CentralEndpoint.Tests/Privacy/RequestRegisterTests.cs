using System.Globalization;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>What comes is entered with its due day, and every step is noted where it was taken.</summary>
[TestClass]
public sealed class RequestRegisterTests : EndpointTest
{
    private static RequestRegister Register => Host.Of<RequestRegister>();

    [TestMethod]
    [DataRow("2026-11-24", "2026-12-24")]
    [DataRow("2026-10-31", "2026-11-30")]
    [DataRow("2026-01-31", "2026-02-28")]
    public async Task It_is_due_one_calendar_month_after_it_came(string received, string due)
    {
        var number = await Host.OpenAsync("access", Day(received));

        Assert.AreEqual(Day(due), Due(await Host.ViewAsync(number)));
    }

    [TestMethod]
    public async Task It_can_be_extended_once_by_up_to_two_months_with_a_reason()
    {
        var number = await Host.OpenAsync("access", Day("2026-10-31"));

        Assert.Contains("reason", await RefusedAsync(() => Register.ExtendAsync(RequestRun.Officer, number, 2, "  ")));
        Assert.Contains(
            "one month or two",
            await RefusedAsync(() => Register.ExtendAsync(RequestRun.Officer, number, 3, "many"))
        );
        await Register.ExtendAsync(RequestRun.Officer, number, 2, "It is about eleven instances");
        Assert.Contains(
            "already",
            await RefusedAsync(() => Register.ExtendAsync(RequestRun.Officer, number, 1, "more"))
        );

        var view = await Host.ViewAsync(number);
        Assert.AreEqual(Day("2027-01-31"), Due(view));
        Assert.AreEqual("It is about eleven instances", view.Request.ExtensionReason);
        Assert.AreEqual("by 2 months: It is about eleven instances", view.Steps[^1].Detail);
    }

    [TestMethod]
    public async Task Numbers_follow_each_other_and_who_asks_is_sealed_under_them()
    {
        var first = await Host.OpenAsync("erasure");
        var second = await Host.OpenAsync("erasure");

        Assert.AreEqual(first + 1, second);
        var (one, other) = (await Host.ViewAsync(first), await Host.ViewAsync(second));
        Assert.AreEqual(RequestRun.Content.Text, one.Content!.Text);
        Assert.AreEqual(RequestRun.Content.Email, one.Content.Email);
        Assert.ThrowsExactly<System.Security.Cryptography.AuthenticationTagMismatchException>(() =>
            Host.Of<RequestSealer>().Open(second, one.Request.Box)
        );
        Assert.AreSequenceEqual(one.Request.EmailIndex!, other.Request.EmailIndex!);
        Assert.IsEmpty(ErasureRun.FilesWith(Host.Folder, RequestRun.Content.Name), "Nothing of it is in clear.");
        Assert.IsNotEmpty(ErasureRun.FilesWith(Host.Folder, one.Request.Box!), "The control of the search.");
    }

    [TestMethod]
    public async Task Every_step_is_noted_and_audited()
    {
        var number = await Host.OpenAsync("access");
        await Register.VerifyAsync(RequestRun.Officer, number, "call-back", "not-confirmed");
        Assert.AreEqual("open", await Host.StateAsync(number));
        await Register.VerifyAsync(RequestRun.Second, number, "client-administrator", "confirmed");
        Assert.AreEqual("verified", await Host.StateAsync(number));
        await Register.CloseAsync(RequestRun.Officer, number);

        var view = await Host.ViewAsync(number);
        Assert.AreEqual(
            ("done", "officer-1", "officer-2"),
            (view.Request.State, view.Request.ClosedBy, view.Request.VerifiedBy)
        );
        Assert.AreSequenceEqual(
            [
                "officer-1 opened access",
                "officer-1 identity checked call-back: not-confirmed",
                "officer-2 identity checked client-administrator: confirmed",
                "officer-1 closed ",
            ],
            view.Steps.Select(static step => $"{step.Actor} {step.Step} {step.Detail}")
        );
        Assert.AreSequenceEqual(
            [
                "request-opened",
                "request-changed",
                "request-viewed",
                "request-changed",
                "request-viewed",
                "request-changed",
                "request-viewed",
            ],
            (await Host.AuditAsync(number)).Select(static row => row.Action)
        );
    }

    [TestMethod]
    public async Task What_is_closed_stays_closed_and_nothing_is_done_before_somebody_is_known()
    {
        var number = await Host.OpenAsync("access");
        Assert.Contains("who they say", await RefusedAsync(() => Register.CloseAsync(RequestRun.Officer, number)));
        await Register.RefuseAsync(RequestRun.Officer, number, "Manifestly unfounded");

        Assert.AreEqual("refused", await Host.StateAsync(number));
        Assert.Contains("closed", await RefusedAsync(() => Register.WithdrawAsync(RequestRun.Officer, number)));
        Assert.Contains(
            "closed",
            await RefusedAsync(() => Register.VerifyAsync(RequestRun.Officer, number, "call-back", "confirmed"))
        );
        Assert.Contains("no such", await RefusedAsync(() => Register.CloseAsync(RequestRun.Officer, 1_000_000)));
        var other = await Host.OpenAsync("objection");
        await Register.WithdrawAsync(RequestRun.Officer, other);
        Assert.AreEqual("withdrawn", await Host.StateAsync(other));
    }

    [TestMethod]
    [DataRow("message")]
    [DataRow("support")]
    public async Task A_message_of_the_contact_form_is_closed_without_a_check_of_who_wrote_it(string kind)
    {
        var number = 10_000 + kind[0];
        await using (var db = Host.Store().CreateContext())
        {
            db.Add(
                new PrivacyRequestRow
                {
                    Number = number,
                    Kind = kind,
                    Channel = "form",
                    State = "open",
                    Received = Day("2026-11-24").DayNumber,
                    Due = Day("2026-12-24").DayNumber,
                    OpenedBy = "form",
                    Box = Host.Of<RequestSealer>().Seal(number, RequestRun.Content),
                }
            );
            await db.SaveChangesAsync();
        }

        await Register.CloseAsync(RequestRun.Officer, number);

        Assert.AreEqual("done", await Host.StateAsync(number));
    }

    [TestMethod]
    [DataRow("gossip", "mail", "2026-11-24")]
    [DataRow("access", "pigeon", "2026-11-24")]
    [DataRow("access", "mail", "2026-11-25")]
    [DataRow("access", "mail", "2025-11-22")]
    public async Task What_is_no_request_is_refused(string kind, string channel, string received) =>
        await RefusedAsync(() =>
            Register.OpenAsync(RequestRun.Officer, new NewRequest(kind, channel, Day(received), RequestRun.Content))
        );

    [TestMethod]
    [DataRow("", "", "", "")]
    [DataRow("a\nb", "", "", "")]
    [DataRow("a", "", "", "\u0007")]
    public async Task Who_asks_is_looked_at_and_not_repeated(string name, string email, string phone, string text)
    {
        var request = new NewRequest("access", "mail", Day("2026-11-24"), new RequestContent(name, email, phone, text));

        Assert.DoesNotContain("\u0007", await RefusedAsync(() => Register.OpenAsync(RequestRun.Officer, request)));
    }

    [TestMethod]
    public async Task The_list_says_how_each_stands_and_not_whose_it_is()
    {
        var late = await Host.OpenAsync("access", Day("2026-01-02"));
        var done = await Host.OpenAsync("access", Day("2026-01-01"));
        await Register.WithdrawAsync(RequestRun.Officer, done);

        var list = await Host.Of<RequestQuery>().ListAsync();

        Assert.AreEqual(late, list[0].Number, "What is due first stands first.");
        Assert.IsGreaterThan(0, list.ToList().FindIndex(row => row.Number == done));
        Assert.IsTrue(list.All(static row => row.Box is null && row.EmailIndex is null));
    }

    private static Task<string> RefusedAsync(Func<Task> act) => RequestRun.RefusedAsync(act);

    private static DateOnly Due(RequestView view) => DateOnly.FromDayNumber((int)view.Request.Due);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
