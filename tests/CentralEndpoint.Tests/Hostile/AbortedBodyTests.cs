using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using CentralEndpoint.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>A body that does not come to its end is no body: nothing of it is stored, though what came be a whole batch.</summary>
[TestClass]
public sealed class AbortedBodyTests
{
    private const string WholeButOne = "all of the batch, one byte short of the length";
    private const string WithoutEnd = "all of the batch, without the last chunk";
    private const string Hosting = "Microsoft.AspNetCore.Hosting";

    private static readonly string[] Sent =
    [
        "the head",
        "half of the batch",
        WholeButOne,
        "half of a chunk",
        WithoutEnd,
        "all of the gzip, one byte short of the length",
    ];

    [TestMethod]
    public async Task A_body_that_ends_too_early_is_not_taken_and_nothing_is_stored()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        foreach (var sent in Sent)
        {
            var answers = await RawConnection.ExchangeAsync(host, Cut(sent, sender));

            // A sender that has ended may not hear the answer.
            Assert.IsTrue(answers.All(static answer => answer.Status == 400), sent);
        }

        await AssertUntouchedAsync(host, sender);
    }

    [TestMethod]
    public async Task A_connection_that_breaks_off_within_the_body_stores_nothing()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        using var active = new MetricCollector<long>(MeterFactory(host), Hosting, "http.server.active_requests");
        using var ended = Ended(host);

        for (var number = 0; number < Sent.Length; number++)
        {
            await using var connection = await RawConnection.OpenAsync(host);
            await connection.SendAsync(Cut(Sent[number], sender));
            // One more at the start of each, one less at its end.
            await active.WaitForMeasurementsAsync((2 * number) + 1);
            connection.Reset();
            await ended.WaitForMeasurementsAsync(number + 1);
            await active.WaitForMeasurementsAsync((2 * number) + 2);
        }

        await AssertUntouchedAsync(host, sender);
    }

    [TestMethod]
    public async Task A_stream_of_HTTP_2_that_is_reset_after_the_whole_batch_stores_nothing()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        using var ended = Ended(host);

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            sender.PostAsync(
                [],
                request =>
                {
                    request.Version = HttpVersion.Version20;
                    request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
                    request.Content = new BreakingContent($"[{sender.Activity().ToJsonString()}]");
                }
            )
        );

        await ended.WaitForMeasurementsAsync(1);
        await AssertUntouchedAsync(host, sender);
    }

    [TestMethod]
    public async Task A_body_that_stalls_is_408_and_nothing_is_stored()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var limits = host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.IsNotNull(limits.MinRequestBodyDataRate);
        // As it is, but for the grace: the shortest that the server knows.
        limits.MinRequestBodyDataRate = new MinDataRate(
            limits.MinRequestBodyDataRate.BytesPerSecond,
            TimeSpan.FromSeconds(1.001)
        );
        var sender = await host.AddSenderAsync();
        await using var connection = await RawConnection.OpenAsync(host);

        await connection.SendAsync(Cut(WholeButOne, sender));
        var answers = await connection.ReadToEndAsync();

        Assert.AreEqual(408, answers.Single().Status);
        Assert.Contains("request-timeout", answers.Single().Body);
        await AssertUntouchedAsync(host, sender);
    }

    [TestMethod]
    public async Task A_head_that_never_ends_ends_the_connection()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var limits = host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.IsLessThanOrEqualTo(TimeSpan.FromSeconds(30), limits.RequestHeadersTimeout);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
        var sender = await host.AddSenderAsync();
        await using var connection = await RawConnection.OpenAsync(host);

        await connection.SendAsync(RawRequest.Head(sender, "Content-Length: 2")[..^2]);
        var answers = await connection.ReadToEndAsync();

        Assert.AreEqual(408, answers.Single().Status);
        await AssertUntouchedAsync(host, sender);
    }

    private static string Cut(string sent, Sender sender)
    {
        var batch = $"[{sender.Activity().ToJsonString()},{sender.Activity().ToJsonString()}]";
        var gzip = RawRequest.Text(Sender.Gzip(Encoding.UTF8.GetBytes(batch)));
        return sent switch
        {
            "the head" => RawRequest.Head(sender, RawRequest.Length(batch)),
            "half of the batch" => RawRequest.Head(sender, RawRequest.Length(batch)) + batch[..(batch.Length / 2)],
            WholeButOne => RawRequest.Head(sender, RawRequest.Length(batch + " ")) + batch,
            "half of a chunk" => RawRequest.Head(sender, RawRequest.Chunked)
                + RawRequest.Chunk(batch)[..(batch.Length / 2)],
            WithoutEnd => RawRequest.Head(sender, RawRequest.Chunked) + RawRequest.Chunk(batch),
            _ => RawRequest.Head(sender, "Content-Encoding: gzip", RawRequest.Length(gzip + " ")) + gzip,
        };
    }

    private static IMeterFactory MeterFactory(CentralEndpointHost host) =>
        host.Services.GetRequiredService<IMeterFactory>();

    private static MetricCollector<double> Ended(CentralEndpointHost host) =>
        new(MeterFactory(host), Hosting, "http.server.request.duration");

    private static async Task AssertUntouchedAsync(CentralEndpointHost host, Sender sender)
    {
        Assert.AreEqual(0, Stored.Count(host, "activity", sender.Instance));
        Assert.AreEqual(0, Stored.Count(host, "noted_number", sender.Instance));
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        // The server says by itself that a connection broke off while it was read; the endpoint has nothing to add.
        Assert.DoesNotContain(
            static record =>
                record.Level >= LogLevel.Warning
                && record.Category!.StartsWith("CentralEndpoint.", StringComparison.Ordinal),
            host.Logs.GetSnapshot()
        );
    }
}
