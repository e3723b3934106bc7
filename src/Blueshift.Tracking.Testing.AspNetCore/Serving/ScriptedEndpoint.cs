using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Authentication;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Storing;
using Blueshift.Tracking.Testing.AspNetCore.Verifying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is the machinery of <see cref="FakeCentralEndpoint"/>: Kestrel with TLS on loopback that does what the wire contract says, or what a script says.</summary>
internal sealed class ScriptedEndpoint : IAsyncDisposable
{
    /// <summary>Is a well-formed API key that no real endpoint has issued.</summary>
    public const string ApiKey = "bst1_abcd2345_sssssssssssssssssssssssssssssssssssssssssss_b6094bff";

    private readonly ServerIdentity _identity = ServerIdentity.Create();
    private readonly EndpointParts _parts;
    private readonly WebApplication _app;

    private ScriptedEndpoint(ScriptedEndpointOptions options)
    {
        _parts = new EndpointParts(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        builder.Services.AddSingleton<IConnectionListenerFactory>(_parts.Listeners);
        _app = builder.Build();
        _app.Run(new EndpointApplication(_parts).HandleAsync);
    }

    public ScriptedEndpointOptions Options => _parts.Options;

    /// <summary>Gets what <c>Endpoint</c> of a client is set to; it stays the same while the listener is closed.</summary>
    public Uri Address => new($"https://localhost:{((IPEndPoint)_parts.Listeners.Listener!.EndPoint).Port}");

    /// <summary>Gets the root that a client must trust, in PEM.</summary>
    public string RootPem => _identity.RootPem;

    /// <summary>Gets whether new connections are accepted.</summary>
    public bool IsListening => _parts.Listeners.Listener!.IsOpen;

    public EndpointScript Script => _parts.Script;

    /// <summary>Gets every request in the order in which they began.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _parts.Requests.All;

    /// <summary>Gets every TCP connection that was accepted, with the number of its requests.</summary>
    public IReadOnlyList<RecordedConnection> Connections => _parts.Connections.All;

    /// <summary>Gets what has been accepted, each id of an instance once, in the order of acceptance.</summary>
    public IReadOnlyList<StoredActivity> Activities => _parts.Store.Activities;

    /// <summary>Gets how many activities have been accepted.</summary>
    public int Count => _parts.Store.Count;

    public IReadOnlyList<ReceivedHeartbeat> Heartbeats => _parts.Heartbeats.All;

    /// <summary>Gets in what clients broke the wire contract, and which of it has been thrown.</summary>
    public ViolationLog Violations => _parts.Violations;

    public static async Task<ScriptedEndpoint> StartAsync(
        ScriptedEndpointOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var endpoint = new ScriptedEndpoint(options ?? new ScriptedEndpointOptions());
        await endpoint._app.StartAsync(cancellationToken).ConfigureAwait(false);
        return endpoint;
    }

    /// <summary>Writes the root as a file for <c>Tls:TrustedRoots</c>.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one file: the setting wants one.")]
    public void WriteRoot(string path) => File.WriteAllText(path, RootPem);

    /// <summary>Says this to the next heartbeat, once; else a heartbeat is answered with the defaults.</summary>
    public void AnswerNextHeartbeat(HeartbeatAnswer reply) => _parts.Heartbeats.AnswerNext(reply);

    /// <summary>Refuses what is new of a subject from now on.</summary>
    public void Suppress(string subject) => _parts.Store.Suppress(subject);

    /// <summary>Forgets the activities of a subject; their ids stay known.</summary>
    public void Erase(string subject)
    {
        _parts.Store.Erase(subject);
        _parts.Signal.Pulse();
    }

    /// <summary>Refuses new connections and breaks those that are open.</summary>
    public Task CloseListenerAsync() => _parts.Switch.CloseAsync();

    /// <summary>Listens again, on the same port.</summary>
    public Task OpenListenerAsync(CancellationToken cancellationToken = default) =>
        _parts.Switch.OpenAsync(cancellationToken);

    /// <summary>Breaks every open connection.</summary>
    public void BreakConnections() => _parts.Connections.AbortAll();

    /// <summary>Waits until something is true of the endpoint, asked whenever something of it has changed.</summary>
    public Task UntilAsync(Func<ScriptedEndpoint, bool> condition, CancellationToken cancellationToken = default) =>
        _parts.Signal.UntilAsync(() => condition(this), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _parts.Switch.DisposeAsync().ConfigureAwait(false);
        // Its disposal would hold a thread until it has stopped. Nothing is waited for: every connection is broken.
        await _app
            .Services.GetRequiredService<IServer>()
            .StopAsync(new CancellationToken(canceled: true))
            .ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _identity.Dispose();
    }

    [SuppressMessage("Security", "CA5398", Justification = "The contract allows 1.2 and 1.3 alone.")]
    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        // Port 0 is not what is bound: see the listener factory.
        kestrel.Listen(
            IPAddress.Loopback,
            0,
            listen =>
            {
                listen.Protocols = _parts.Options.Protocols;
                listen.Use(next => connection => _parts.Connections.RunAsync(connection, next));
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = _identity.Certificate;
                    https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                });
                listen.Use(next => connection => _parts.Connections.RunHttpAsync(connection, next));
            }
        );
    }
}
