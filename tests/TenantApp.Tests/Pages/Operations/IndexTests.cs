using System.Globalization;
using System.Net;
using Blueshift.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Pages.Operations;

[TestClass]
public sealed class IndexTests
{
    private readonly ScriptedBacklog _backlog = new();
    private TenantFactory _app = null!;
    private Browser _admin = null!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _app = new TenantFactory
        {
            Doubles = services => services.Replace(ServiceDescriptor.Singleton<IUserActivityBacklog>(_backlog)),
        };
        _admin = await _app.SignInAdministratorAsync();
    }

    [TestCleanup]
    public async Task StopAsync()
    {
        _admin.Dispose();
        await _app.DisposeAsync();
    }

    [TestMethod]
    public async Task It_shows_what_became_of_what_was_recorded()
    {
        var text = (await _admin.GetAsync("/operations")).Text;

        foreach (var figure in new[] { "<dd>1007</dd>", "<dd>1000</dd>", "<dd>4</dd>", "<dd>0</dd>", "<dd>2</dd>" })
        {
            Assert.Contains(figure, text);
        }
        Assert.Contains("Last taken by the endpoint: never.", text);
        Assert.Contains("The oldest waits since 2026-11-24 08:00 UTC.", text);
        Assert.Contains("25 % full", text);
        Assert.Contains("There are none: the endpoint takes everything.", text);
    }

    [TestMethod]
    public async Task A_dead_letter_is_shown_by_its_id_and_the_reason_in_words()
    {
        var id = Add("date-out-of-range");

        var text = (await _admin.GetAsync("/operations")).Text;

        Assert.Contains($"data-activity-id=\"{id}\"", text);
        Assert.Contains("number 1", text);
        Assert.Contains("<code>date-out-of-range</code>", text);
        Assert.Contains("more than 24 hours ahead", text);
    }

    [TestMethod]
    public async Task One_is_sent_again_and_the_page_says_so()
    {
        var (id, other) = (Add("too-large"), Add("too-large"));

        var answer = await _admin.SubmitAsync("/operations", "/operations?handler=retry", ("id", id.ToString()));

        Assert.AreEqual((HttpStatusCode.Redirect, "/operations?outcome=sent"), (answer.Status, answer.Location));
        Assert.AreSequenceEqual([id], _backlog.Retried);
        var page = await _admin.GetAsync(answer.Location!);
        Assert.Contains("It is sent again.", page.Text);
        Assert.Contains(other.ToString(), page.Text);
    }

    [TestMethod]
    public async Task One_is_deleted_only_by_its_own_form()
    {
        var id = Add("id-conflict");

        Assert.AreEqual(HttpStatusCode.OK, (await _admin.GetAsync($"/operations?handler=delete&id={id}")).Status);
        Assert.IsEmpty(_backlog.Deleted);
        var forged = await _admin.PostAsync("/operations?handler=delete", ("id", id.ToString()));
        Assert.AreEqual(HttpStatusCode.BadRequest, forged.Status);
        Assert.IsEmpty(_backlog.Deleted);

        var answer = await _admin.SubmitAsync("/operations", "/operations?handler=delete", ("id", id.ToString()));

        Assert.AreEqual("/operations?outcome=deleted", answer.Location);
        Assert.AreSequenceEqual([id], _backlog.Deleted);
    }

    [TestMethod]
    [DataRow("retry")]
    [DataRow("delete")]
    public async Task One_that_is_gone_is_said_to_be(string handler)
    {
        Add("too-large");

        var answer = await _admin.SubmitAsync(
            "/operations",
            $"/operations?handler={handler}",
            ("id", "01938f4e-9c00-7000-8000-000000000000")
        );

        Assert.AreEqual("/operations?outcome=gone", answer.Location);
        Assert.Contains("It was no longer there.", (await _admin.GetAsync(answer.Location!)).Text);
        Assert.HasCount(1, _backlog.DeadLetters);
    }

    [TestMethod]
    public async Task Of_very_many_the_oldest_are_shown_and_how_many_there_are()
    {
        for (var number = 0; number < 130; number++)
        {
            Add("too-large");
        }

        var text = (await _admin.GetAsync("/operations")).Text;

        Assert.HasCount(101, text.Split("data-activity-id"));
        Assert.Contains("The oldest 100 of 130 are shown.", text);
        Assert.Contains(_backlog.DeadLetters[0].ActivityId.ToString(), text);
        Assert.DoesNotContain(_backlog.DeadLetters[^1].ActivityId.ToString(), text);
    }

    [TestMethod]
    public async Task A_word_in_the_address_is_never_shown_as_it_is()
    {
        var text = (await _admin.GetAsync("/operations?outcome=canary")).Text;

        Assert.DoesNotContain("canary", text);
        Assert.DoesNotContain("role=\"status\"", text);
    }

    private Guid Add(string reason)
    {
        var number = _backlog.DeadLetters.Count + 1;
        var letter = new DeadLetter
        {
            ActivityId = Guid.Parse(
                string.Create(CultureInfo.InvariantCulture, $"01938f4e-9c00-7000-8000-{number:d12}")
            ),
            RecordedAt = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero).AddMinutes(number),
            Reason = reason,
            Sequence = number,
        };
        _backlog.DeadLetters.Add(letter);
        return letter.ActivityId;
    }
}
