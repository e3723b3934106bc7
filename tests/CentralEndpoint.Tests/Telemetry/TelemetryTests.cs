using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Access;
using CentralEndpoint.Ingest;
using CentralEndpoint.Telemetry;
using CentralEndpoint.Tests.Privacy;
using CentralEndpoint.Tests.PublicPages;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TenantApp.Tests.Support;

namespace CentralEndpoint.Tests.Telemetry;

/// <summary>The endpoint's own telemetry goes where the operator says, and names nobody.</summary>
[TestClass]
public sealed class TelemetryTests
{
    private const string FirstName = "Zephyrinecanary";
    private const string LastName = "Oakhurstcanary";
    private const string MailBox = "mailcanary.q7x";
    private const string Email = $"{MailBox}@customer.example";
    private const string Phone = "+41 44 471 14 711";
    private const string Message = "wordscanary about a matter of mine";
    private const string Password = "secretcanary-by-the-door";

    [TestMethod]
    [DataRow(null, DisplayName = "as delivered")]
    [DataRow("Trace", DisplayName = "with everything switched on")]
    public async Task Traces_metrics_and_logs_of_all_that_is_done_with_people_name_nobody(string? level)
    {
        await using var aggregator = await OtlpReceiver.StartAsync();
        string[] secrets = [FirstName, LastName, Email, MailBox, Phone, Message, Password];

        await using (var host = await StartAsync(aggregator, level))
        {
            secrets = [.. secrets, .. await LiveAsync(host)];
        }

        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            var received = aggregator.Received(signal);
            Assert.IsNotEmpty(received, signal);
            foreach (var secret in secrets)
            {
                Assert.IsFalse(
                    Leak.IsIn(received, secret),
                    $"A secret of {secret.Length} characters is in the {signal}."
                );
            }
        }

        Assert.AreEqual(
            level is not null,
            Leak.IsIn(aggregator.Received("logs"), "Microsoft.AspNetCore.Hosting.Diagnostics"),
            "Whether ASP.NET Core tells everything."
        );
        Assert.IsFalse(Leak.IsIn(aggregator.Received("traces"), "client.address"), "Whose machine it was.");
        Assert.IsFalse(Leak.IsIn(aggregator.Received("traces"), "network.peer.address"));
        Assert.IsTrue(Leak.IsIn(aggregator.Received("traces"), "/requests/{id}/{act"), "The route.");
        Assert.IsTrue(Leak.IsIn(aggregator.Received("traces"), "/v1/activities"));
        Assert.IsTrue(Leak.IsIn(aggregator.Received("metrics"), "central_endpoint.activities"));
        Assert.IsTrue(Leak.IsIn(aggregator.Received("metrics"), "http.server.request.duration"));
    }

    [TestMethod]
    public async Task What_a_visitor_types_as_an_address_is_in_none_of_them()
    {
        await using var aggregator = await OtlpReceiver.StartAsync();
        await using (var host = await StartAsync(aggregator, level: null))
        {
            using var staff = host.SignInAs(Role.Reporter);
            using var anybody = host.Anybody();
            anybody.DefaultRequestHeaders.UserAgent.ParseAdd($"{FirstName}/1.0");
            var typed = new Uri($"/instances/{MailBox}/{LastName}?q={Uri.EscapeDataString(Email)}", UriKind.Relative);

            Assert.AreEqual(HttpStatusCode.NotFound, (await staff.GetAsync(typed)).StatusCode);
            await anybody.GetAsync(typed);
            await anybody.GetAsync(new Uri($"/contact?kind={LastName}", UriKind.Relative));
        }

        Assert.IsNotEmpty(aggregator.Received("traces"));
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            foreach (var text in new[] { FirstName, LastName, MailBox })
            {
                Assert.IsFalse(Leak.IsIn(aggregator.Received(signal), text), $"{text} is in the {signal}.");
            }
        }
    }

    [TestMethod]
    public async Task Of_an_exception_that_something_logs_the_kind_is_sent_and_no_word()
    {
        await using var aggregator = await OtlpReceiver.StartAsync();
        await using (var host = await StartAsync(aggregator, level: null))
        {
            host.Services.GetRequiredService<ILoggerFactory>()
                .CreateLogger("careless")
                .LogError(new InvalidOperationException($"No mail for {FirstName} <{Email}>"), "It broke");
        }

        var logs = aggregator.Received("logs");
        Assert.IsTrue(Leak.IsIn(logs, "It broke"));
        Assert.IsTrue(Leak.IsIn(logs, "System.InvalidOperationException"));
        Assert.IsFalse(Leak.IsIn(logs, FirstName));
        Assert.IsFalse(Leak.IsIn(logs, MailBox));
    }

    [TestMethod]
    public async Task Activities_are_counted_by_verdict_and_reason()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var counted = new MetricCollector<long>(
            host.Services.GetRequiredService<IMeterFactory>(),
            VerdictMeter.Name,
            "central_endpoint.activities"
        );
        var sender = await host.AddSenderAsync();
        var (first, second) = (sender.Activity(), sender.Activity());
        await sender.PostAsync(first, second, sender.Activity(static activity => activity["data"]!["status"] = "gone"));
        await sender.PostAsync(first.DeepClone());

        Assert.AreSequenceEqual(
            ["accepted  2", "duplicate  1", "rejected invalid-field 1"],
            counted
                .GetMeasurementSnapshot()
                .Select(static one => $"{one.Tags["verdict"]} {one.Tags["reason"]} {one.Value}")
                .Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    public async Task Without_an_aggregator_nothing_is_collected()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        Assert.IsNull(host.Services.GetService<TracerProvider>());
        Assert.IsNull(host.Services.GetService<MeterProvider>());
        Assert.IsNull(host.Services.GetService<LoggerProvider>());
    }

    // As it stops it sends what is left, and waits for what is on its way, which a flush does not.
    private static Task<CentralEndpointHost> StartAsync(OtlpReceiver aggregator, string? level) =>
        CentralEndpointHost.StartAsync(
            folder: null,
            [
                $"--{TelemetryRegistration.Aggregator}={aggregator.Endpoint}",
                "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
                "--environment=Development",
                .. level is null ? Array.Empty<string>() : [$"--Logging:OpenTelemetry:LogLevel:Default={level}"],
            ]
        );

    // What clients, the public and staff do, and what goes wrong with it. Gives what else must not be seen.
    private static async Task<string[]> LiveAsync(CentralEndpointHost host)
    {
        var sender = await host.AddSenderAsync();
        await SendAsync(sender);
        using var anybody = host.Anybody();
        (string, string)[] written = [("name", LastName), ("email", Email), ("phone", Phone), ("message", Message)];
        (await host.SendAsync(anybody, ContactRun.With(written))).AssertSent(1);
        (await Form.PostAsync(anybody, "/sign-in", ("account", Email), ("password", Password))).Dispose();
        using var reader = host.SignInAs(Role.RelationshipReader, instances: [sender.Instance]);
        var people = await PostAsync(
            reader,
            "/people",
            "/people",
            ("instance", sender.Instance),
            ("purpose", "client-relationship")
        );
        Assert.Contains(LastName, people);
        var request = $"/requests/{await host.VerifiedAsync("access")}";
        using var officer = host.SignInAs(Role.PrivacyOfficer);
        Assert.Contains(sender.Instance, await PostAsync(officer, request, $"{request}/search", ("email", Email)));
        (string, string)[] picked = [("instance", sender.Instance), ("subject", Some.Subject(7))];
        await PostAsync(officer, request, $"{request}/pick", picked);
        Assert.Contains(LastName, await PostAsync(officer, request, $"{request}/letter"));
        return [sender.Key, Some.Subject(7), await Form.TokenAsync(officer, request)];
    }

    private static async Task SendAsync(Sender sender)
    {
        await sender.PostAsync(
            sender.Activity(Name),
            sender.Activity(static activity => activity["data"]!["status"] = Email),
            sender.Activity(static activity => activity["data"]![Email] = LastName)
        );
        await sender.PostAsync($"[{{\"{LastName}\":");
        var beat = Beat.Of(sender.Instance);
        beat["state"] = Email;
        await sender.BeatAsync(beat);
    }

    private static async Task<string> PostAsync(
        HttpClient client,
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        using var answer = await Form.PostAsync(client, page, action, fields);
        return await answer.Content.ReadAsStringAsync();
    }

    private static void Name(JsonObject activity)
    {
        activity["subject"] = Some.Subject(7);
        activity["data"]!["firstName"] = FirstName;
        activity["data"]!["lastName"] = LastName;
        activity["data"]!["email"] = Email;
    }
}
