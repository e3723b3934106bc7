using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Holds how a <see cref="FakeCentralEndpoint"/> is. It is read at the start: a change afterwards has no effect.</summary>
public sealed class FakeCentralEndpointOptions
{
    /// <summary>Gets or sets the client instance whose credential the endpoint accepts.</summary>
    /// <value>Default <c>test-instance</c>. 1 to 64 of <c>a-z0-9._-</c>, a letter or digit at both ends, without <c>..</c>.</value>
    public string ClientInstanceId { get; set; } = "test-instance";

    /// <summary>Gets or sets the clock of the endpoint: it judges dates, delays answers and tells the time by it.</summary>
    /// <value>Default the system's. An application with a clock of its own shares it with its endpoint.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the versions of HTTP that are spoken.</summary>
    /// <value>Default <see cref="HttpProtocols.Http1AndHttp2"/>; <see cref="HttpProtocols.Http1"/> or <see cref="HttpProtocols.Http2"/> alone.</value>
    public HttpProtocols Protocols { get; set; } = HttpProtocols.Http1AndHttp2;

    /// <summary>Gets or sets for how long something is waited for before the test fails with what came until then.</summary>
    /// <value>Default 30 seconds, by the system's clock whatever <see cref="TimeProvider"/> is; above 0, or <see cref="Timeout.InfiniteTimeSpan"/>.</value>
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets whether a breach of the wire contract fails the test by itself: at the next wait, at the latest at the end.</summary>
    /// <value>Default <see langword="true"/>. With <see langword="false"/> breaches are only listed, in <see cref="FakeCentralEndpoint.Violations"/>.</value>
    public bool ThrowOnViolation { get; set; } = true;
}
