using System.Collections.Concurrent;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is how the endpoint is. Limits and keys are looked at for each request, so that a test may change them while it runs.</summary>
internal sealed class ScriptedEndpointOptions
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
    public Func<ReceivedRequest, Task<WholeAnswer>>? Behind { get; set; }

    /// <summary>Checks the options of the fake and gives those of its machinery.</summary>
    /// <exception cref="ArgumentException">Something is out of its range.</exception>
    public static ScriptedEndpointOptions Of(FakeCentralEndpointOptions options)
    {
        if (options.TimeProvider is null)
        {
            throw new ArgumentException($"{nameof(options.TimeProvider)} is null.", nameof(options));
        }
        if (options.ClientInstanceId is null || !Grammar.IsInstance(options.ClientInstanceId))
        {
            throw new ArgumentException(
                $"{nameof(options.ClientInstanceId)} is no client instance id: 1 to 64 of a-z, 0-9, dot, hyphen and underscore, a letter or digit at "
                    + "both ends, without two dots in a row.",
                nameof(options)
            );
        }
        if (options.Protocols is not (HttpProtocols.Http1 or HttpProtocols.Http2 or HttpProtocols.Http1AndHttp2))
        {
            throw new ArgumentException(
                $"{nameof(options.Protocols)} is {options.Protocols}; the contract is spoken over HTTP/1.1 and HTTP/2.",
                nameof(options)
            );
        }
        if (options.WaitTimeout <= TimeSpan.Zero && options.WaitTimeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException(
                $"{nameof(options.WaitTimeout)} is {options.WaitTimeout}; it has to be above 0, or infinite.",
                nameof(options)
            );
        }
        return new ScriptedEndpointOptions
        {
            TimeProvider = options.TimeProvider,
            Protocols = options.Protocols,
            ApiKeys = new() { [ScriptedEndpoint.ApiKey] = options.ClientInstanceId },
        };
    }
}
