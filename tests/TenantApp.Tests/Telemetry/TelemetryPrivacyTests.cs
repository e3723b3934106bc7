using System.Net;
using Microsoft.EntityFrameworkCore;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Telemetry;

// Activity listeners are of the process: another test's requests would be among the traces.
[TestClass]
[DoNotParallelize]
public sealed class TelemetryPrivacyTests
{
    private static readonly Person Canary = new()
    {
        FirstName = "Zephyrinecanary",
        LastName = "Oakhurstcanary",
        UserName = "user-canary-4711",
        Email = "mailcanary.q7x@customer.example",
        Password = "secretcanary-by-the-door",
    };

    // The local part alone too: an address may travel in pieces.
    private static readonly string[] Secrets =
    [
        Canary.FirstName,
        Canary.LastName,
        Canary.Email,
        "mailcanary.q7x",
        Canary.Password,
    ];

    [TestMethod]
    [DataRow(null, DisplayName = "as delivered")]
    [DataRow("Trace", DisplayName = "with everything switched on")]
    public async Task Telemetry_and_logs_of_a_whole_life_hold_the_user_name_at_most(string? level)
    {
        await using var aggregator = await OtlpReceiver.StartAsync();
        await using var app = NewApp(aggregator, level);
        app.CrashingPages.Crash = Quoting();

        await LiveAsync(app);

        await app.FlushTelemetryAsync();
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            var received = aggregator.Received(signal);
            Assert.IsNotEmpty(received, signal);
            AssertNothingPersonal(received, signal);
        }
        var logs = LogText.Of(app.Logs.GetSnapshot());
        AssertNothingPersonal(logs, "in memory");
        Assert.IsTrue(Leak.IsIn(aggregator.Received("logs"), "enduser.id"));
        Assert.IsTrue(Leak.IsIn(aggregator.Received("logs"), Canary.UserName));
        Assert.IsTrue(Leak.IsIn(logs, $"enduser.id={Canary.UserName}"));
    }

    [TestMethod]
    public async Task What_a_visitor_types_as_an_address_is_in_no_telemetry_as_delivered()
    {
        await using var aggregator = await OtlpReceiver.StartAsync();
        await using var app = NewApp(aggregator, level: null);
        using var admin = await app.SignInAdministratorAsync();
        using var nobody = app.NewBrowser();
        var typed = $"/users/{Uri.EscapeDataString(Canary.Email)}/{Canary.LastName}?name={Canary.FirstName}";

        Assert.AreEqual(HttpStatusCode.NotFound, (await admin.GetAsync(typed)).Status);
        Assert.AreEqual(HttpStatusCode.Redirect, (await nobody.GetAsync(typed)).Status);

        await app.FlushTelemetryAsync();
        Assert.IsNotEmpty(aggregator.Received("traces"));
        AssertNothingPersonal(aggregator.Received("traces"), "traces");
        AssertNothingPersonal(aggregator.Received("metrics"), "metrics");
        AssertNothingPersonal(aggregator.Received("logs"), "logs");
        AssertNothingPersonal(LogText.Of(app.Logs.GetSnapshot()), "in memory");
    }

    [TestMethod]
    public async Task Traces_name_the_route_in_place_of_the_users_id()
    {
        await using var aggregator = await OtlpReceiver.StartAsync();
        await using var app = NewApp(aggregator, level: null);
        using var admin = await app.SignInAdministratorAsync();
        await admin.CreateUserAsync(Canary);
        var id = await admin.IdOfAsync(Canary.UserName);

        await admin.ChangeStateAsync(Canary.UserName, "deactivate");

        await app.FlushTelemetryAsync();
        var traces = aggregator.Received("traces");
        Assert.IsTrue(Leak.IsIn(traces, "/users/{id}/{handler"));
        Assert.IsFalse(Leak.IsIn(traces, id));
    }

    private static TenantFactory NewApp(OtlpReceiver aggregator, string? level)
    {
        var app = new TenantFactory()
            .Set("OTEL_EXPORTER_OTLP_ENDPOINT", aggregator.Endpoint)
            .Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            // A flush does not wait for what the schedule sends at the same time.
            .Set("OTEL_BSP_SCHEDULE_DELAY", "600000")
            .Set("OTEL_BLRP_SCHEDULE_DELAY", "600000");
        if (level is not null)
        {
            app.Set("Logging:LogLevel:Default", level)
                .Set("Logging:LogLevel:Microsoft", level)
                .Set("Logging:LogLevel:System", level);
        }
        return app;
    }

    // As careless libraries do: the values are in the messages, and one of the causes is a failed save.
    private static InvalidOperationException Quoting() =>
        new(
            $"No mail for {Canary.FirstName} {Canary.LastName} <{Canary.Email}>",
            new DbUpdateException($"Duplicate key ({Canary.Email})")
        );

    private static async Task LiveAsync(TenantFactory app)
    {
        using var admin = await app.SignInAdministratorAsync();
        await admin.CreateUserAsync(Canary with { Team = "" });
        await admin.CreateUserAsync(Canary);
        await admin.CreateUserAsync(Canary);
        await CreateTwiceAtOnceAsync(admin);
        await admin.ChangeStateAsync(Canary.UserName, "deactivate");
        app.Tracker.NextResult(Blueshift.Tracking.RefusalReason.DiskFull);
        await admin.ChangeStateAsync(Canary.UserName, "reactivate");
        using var user = app.NewBrowser();
        await user.TrySignInAsync(Canary.UserName, "not-the-password");
        await user.SignInAsync(Canary.UserName, Canary.Password);
        await user.GetAsync("/");
        Assert.AreEqual(HttpStatusCode.InternalServerError, (await user.GetAsync(CrashingPages.Early)).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => user.GetAsync(CrashingPages.Late));
        Directory.Delete(app.MailFolder, recursive: true);
        await admin.ChangeStateAsync(Canary.UserName, "deactivate");
        await user.GetAsync("/");
    }

    private static async Task CreateTwiceAtOnceAsync(Browser admin)
    {
        var token = (await admin.GetAsync("/users/create")).AntiforgeryToken;
        var fields = (Canary with { UserName = "user-two", Email = $"two.{Canary.Email}" }).Fields();
        await Task.WhenAll(
            admin.PostAsync("/users/create", [.. fields, (Page.TokenField, token)]),
            admin.PostAsync("/users/create", [.. fields, (Page.TokenField, token)])
        );
    }

    private static void AssertNothingPersonal(byte[] bytes, string where)
    {
        for (var i = 0; i < Secrets.Length; i++)
        {
            Assert.IsFalse(Leak.IsIn(bytes, Secrets[i]), $"Secret {i} is in {where}.");
        }
    }
}
