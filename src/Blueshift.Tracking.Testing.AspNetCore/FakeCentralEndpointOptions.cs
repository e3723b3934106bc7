using System.Collections.Concurrent;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is how the endpoint is. Limits and keys are looked at for each request, so that a test may change them while it runs.</summary>
internal sealed class FakeCentralEndpointOptions
{
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets what is spoken; fixed at the start.</summary>
    public HttpProtocols Protocols { get; set; } = HttpProtocols.Http1AndHttp2;

    /// <summary>Gets or sets the greatest number of activities in a batch.</summary>
    public int MaxCount { get; set; } = 500;

    /// <summary>Gets or sets the greatest number of bytes of a batch when the compression is off.</summary>
    public int MaxBytes { get; set; } = 256 * 1024;

    /// <summary>Gets or sets the greatest number of bytes of a body on the wire.</summary>
    public int MaxWireBytes { get; set; } = 1024 * 1024;

    public int MaxActivityBytes { get; set; } = 16 * 1024;

    /// <summary>Gets or sets the keys that are accepted, each with its client instance. None, the default: any key, of any one instance.</summary>
    public ConcurrentDictionary<string, string>? ApiKeys { get; set; }

    /// <summary>
    /// Gets or sets the endpoint before which this one stands: it reads, stores and answers instead, and nothing is kept here. A fault of
    /// it breaks the client's connection. Rulings on single activities have no effect on it. None, the default: there is none.
    /// </summary>
    public Func<RecordedRequest, Task<EndpointAnswer>>? Behind { get; set; }
}
