using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TenantApp.Tests.Support;

/// <summary>Is a log aggregator: takes OTLP over HTTP on loopback and keeps the bodies as bytes.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", ReceiveAsync);
    }

    public string Endpoint => _app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Gets all that came for one signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public byte[] Received(string signal) =>
        [.. _received.Where(r => string.Equals(r.Signal, signal, StringComparison.Ordinal)).SelectMany(r => r.Body)];

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue(((string)context.Request.RouteValues["signal"]!, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
