using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TenantApp.Telemetry;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Telemetry;

[TestClass]
public sealed class CrashLogTests
{
    [TestMethod]
    public async Task A_crash_is_logged_with_user_name_request_id_kind_and_trace_and_without_its_message()
    {
        await using var app = new TenantFactory();
        app.CrashingPages.Crash = new InvalidOperationException("outer words", new TimeoutException("inner words"));
        using var admin = await app.SignInAdministratorAsync();

        var answer = await admin.GetAsync(CrashingPages.Early);

        var record = LoggedCrash(app);
        Assert.AreEqual(HttpStatusCode.InternalServerError, answer.Status);
        Assert.AreEqual(LogLevel.Error, record.Level);
        Assert.IsNull(record.Exception);
        Assert.AreEqual("admin", record.GetStructuredStateValue("enduser.id"));
        Assert.AreEqual("System.InvalidOperationException", record.GetStructuredStateValue("exception.type"));
        Assert.Contains(record.GetStructuredStateValue("http.request.id")!, answer.Text);
        var trace = record.GetStructuredStateValue("exception.stacktrace")!;
        Assert.Contains(nameof(CrashingPages.OnPageHandlerExecutionAsync), trace);
        Assert.Contains("caused by System.TimeoutException", trace);
        Assert.DoesNotContain("words", LogTextOf(app));
        Assert.DoesNotContain("words", answer.Text);
    }

    [TestMethod]
    public async Task A_crash_in_the_middle_of_an_answer_is_logged_alike_and_cuts_the_connection()
    {
        await using var app = new TenantFactory();
        app.CrashingPages.Crash = new InvalidOperationException("outer words");
        using var admin = await app.SignInAdministratorAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetAsync(CrashingPages.Late));

        Assert.AreEqual("admin", LoggedCrash(app).GetStructuredStateValue("enduser.id"));
        Assert.DoesNotContain("words", LogTextOf(app));
    }

    [TestMethod]
    public async Task A_browser_that_went_away_is_no_crash()
    {
        var log = new FakeLogger<CrashLog>();
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };

        await new CrashLog(_ => throw new OperationCanceledException(), log).InvokeAsync(context);

        Assert.AreEqual(0, log.Collector.Count);
    }

    [TestMethod]
    public async Task A_cancellation_while_the_browser_waits_is_a_crash()
    {
        var log = new FakeLogger<CrashLog>();
        var context = new DefaultHttpContext();

        await new CrashLog(_ => throw new OperationCanceledException(), log).InvokeAsync(context);

        Assert.AreEqual(StatusCodes.Status500InternalServerError, context.Response.StatusCode);
        Assert.AreEqual(1, log.Collector.Count);
    }

    private static FakeLogRecord LoggedCrash(TenantFactory app) => app.Logs.GetSnapshot().Single(IsCrash);

    private static bool IsCrash(FakeLogRecord record) =>
        string.Equals(record.Category, typeof(CrashLog).FullName, StringComparison.Ordinal);

    private static string LogTextOf(TenantFactory app) => Encoding.UTF8.GetString(LogText.Of(app.Logs.GetSnapshot()));
}
