using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>
/// Is a central endpoint for tests of applications that are tracked: real Kestrel with real TLS on a free port of loopback. It takes what the
/// wire contract allows, and fails the test that sends anything else; told to, it delays, refuses, breaks off, and goes away. Dispose of it after
/// the application. Safe for several threads; tests that run side by side have one each.
/// </summary>
/// <example>
/// <code>
/// await using var endpoint = await FakeCentralEndpoint.StartAsync();
/// services.AddUserActivityTracking(endpoint.Configure);
/// var activities = await endpoint.WaitForActivitiesAsync(1);
/// </code>
/// </example>
public sealed class FakeCentralEndpoint : IAsyncDisposable
{
    private readonly ScriptedEndpoint _endpoint;
    private readonly EndpointWait _wait;
    private readonly WorkFolder _folder;

    private FakeCentralEndpoint(ScriptedEndpoint endpoint, FakeCentralEndpointOptions options)
    {
        _endpoint = endpoint;
        _wait = new EndpointWait(endpoint, options.WaitTimeout, options.ThrowOnViolation);
        _folder = new WorkFolder(endpoint.RootPem);
        ClientInstanceId = options.ClientInstanceId;
    }

    /// <summary>Gets the address for <see cref="UserActivityTrackingOptions.Endpoint"/>. It stays the same while connections are refused.</summary>
    public Uri Address => _endpoint.Address;

    /// <summary>Gets the client instance whose credential is accepted.</summary>
    public string ClientInstanceId { get; }

    /// <summary>Gets the one API key that is accepted. No real endpoint has issued it.</summary>
    public string ApiKey { get; } = ScriptedEndpoint.ApiKey;

    /// <summary>Gets the path of the file for <see cref="TlsOptions.TrustedRoots"/>: the root of a certificate that was made for this endpoint.</summary>
    public string TrustedRoots => _folder.TrustedRoots;

    /// <summary>Gets what has been stored, each activity once, in the order in which it came.</summary>
    public IReadOnlyList<ReceivedActivity> Activities => [.. _endpoint.Activities.Select(stored => stored.Received!)];

    /// <summary>Gets the heartbeats that were taken, in order.</summary>
    public IReadOnlyList<ReceivedHeartbeat> Heartbeats => _endpoint.Heartbeats;

    /// <summary>Gets every request in the order in which they began.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _endpoint.Requests;

    /// <summary>Gets in what clients broke the wire contract, in order.</summary>
    public IReadOnlyList<ContractViolation> Violations => _endpoint.Violations.All;

    /// <summary>Starts an endpoint on a free port.</summary>
    /// <param name="options">How it is; the defaults if not given.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The endpoint, ready to be asked.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The fake disposes it.")]
    public static async Task<FakeCentralEndpoint> StartAsync(
        FakeCentralEndpointOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new FakeCentralEndpointOptions();
        var endpoint = await ScriptedEndpoint
            .StartAsync(ScriptedEndpointOptions.Of(options), cancellationToken)
            .ConfigureAwait(false);
        return new FakeCentralEndpoint(endpoint, options);
    }

    /// <summary>
    /// Applies the settings with which a client reaches this endpoint, for <c>services.AddUserActivityTracking(endpoint.Configure)</c>: its address,
    /// instance, key and root, no proxy, and a temporary buffer. <see cref="DeliveryOptions.Linger"/> is 0 and <see cref="BufferOptions.MinFreeDiskBytes"/>
    /// is 0, so that a test neither waits nor depends on the machine's disk. Settings of a call before it are replaced, one after it replaces these.
    /// </summary>
    /// <param name="options">The settings of an application. Applications with the same settings share the buffer, as those of one installation do.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    public void Configure(UserActivityTrackingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ClientSettings.Apply(options, this, _folder.Buffer);
    }

    /// <summary>Answers the next requests in this way, and then as before. Calls add up, in order.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="times">How many requests. Default 1.</param>
    /// <param name="to">Which requests are meant; others pass. Default those that carry activities.</param>
    /// <exception cref="ArgumentNullException"><paramref name="answer"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public void AnswerNext(EndpointAnswer answer, int times = 1, RequestKinds to = RequestKinds.Activities)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Next(answer.Step, times, to);
    }

    /// <summary>Answers in this way from now on, until <see cref="AnswerNormally"/>. <see cref="AnswerNext"/> and <see cref="FailNext"/> go first, a later call replaces an earlier.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="to">Which requests are meant; others pass. Default those that carry activities.</param>
    /// <exception cref="ArgumentNullException"><paramref name="answer"/> is <see langword="null"/>.</exception>
    public void AnswerAlways(EndpointAnswer answer, RequestKinds to = RequestKinds.Activities)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _endpoint.Script.Always(answer.Step, request => (request.Kind & to) != RequestKinds.None);
    }

    /// <summary>Fails the next requests in this way, and then answers as before. Calls add up, in order.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many requests. Default 1.</param>
    /// <param name="to">Which requests are meant; others pass. Default those that carry activities.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fault, or <paramref name="times"/> is below 1.</exception>
    public void FailNext(EndpointFault fault, int times = 1, RequestKinds to = RequestKinds.Activities) =>
        Next(Broken.Of(fault), times, to);

    /// <summary>Fails in this way from now on, until <see cref="AnswerNormally"/>. <see cref="AnswerNext"/> and <see cref="FailNext"/> go first, a later call replaces an earlier.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="to">Which requests are meant; others pass. Default those that carry activities.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fault.</exception>
    public void FailAlways(EndpointFault fault, RequestKinds to = RequestKinds.Activities) =>
        _endpoint.Script.Always(Broken.Of(fault), request => (request.Kind & to) != RequestKinds.None);

    /// <summary>Answers as the contract says from now on, whatever was asked for before.</summary>
    public void AnswerNormally() => _endpoint.Script.Clear();

    /// <summary>Says this to the next heartbeat that is answered normally, once.</summary>
    /// <param name="answer">The answer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="answer"/> is <see langword="null"/>.</exception>
    public void AnswerNextHeartbeat(HeartbeatAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _endpoint.AnswerNextHeartbeat(answer);
    }

    /// <summary>Goes away: breaks every connection and refuses new ones, until <see cref="AcceptConnectionsAsync"/>.</summary>
    /// <returns>A task that ends when connections are refused.</returns>
    public Task RefuseConnectionsAsync() => _endpoint.CloseListenerAsync();

    /// <summary>Comes back at the same <see cref="Address"/>.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when connections are accepted.</returns>
    public Task AcceptConnectionsAsync(CancellationToken cancellationToken = default) =>
        _endpoint.OpenListenerAsync(cancellationToken);

    /// <summary>Waits until at least so many activities are stored.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>All that are stored, as in <see cref="Activities"/>.</returns>
    /// <exception cref="TimeoutException">They did not come within <see cref="FakeCentralEndpointOptions.WaitTimeout"/>. The message says what came.</exception>
    /// <exception cref="ContractViolationException">A client broke the contract; it is not waited for any longer.</exception>
    public async Task<IReadOnlyList<ReceivedActivity>> WaitForActivitiesAsync(
        int count,
        CancellationToken cancellationToken = default
    )
    {
        string Missing() =>
            string.Create(CultureInfo.InvariantCulture, $"{_endpoint.Count} of {count} activities came");
        await _wait.UntilAsync(() => _endpoint.Count >= count, Missing, cancellationToken).ConfigureAwait(false);
        return Activities;
    }

    /// <summary>Waits until something is true of the endpoint, asked whenever something of it has changed.</summary>
    /// <param name="condition">What is to be true, for example <c>one => one.Heartbeats.Count > 0</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when it is true.</returns>
    /// <exception cref="TimeoutException">It was not within <see cref="FakeCentralEndpointOptions.WaitTimeout"/>.</exception>
    /// <exception cref="ContractViolationException">A client broke the contract.</exception>
    public Task WaitUntilAsync(
        Func<FakeCentralEndpoint, bool> condition,
        CancellationToken cancellationToken = default
    ) =>
        _wait.UntilAsync(
            () => condition(this),
            static () => "What is waited for did not become true",
            cancellationToken
        );

    /// <summary>Fails the test now if a client broke the contract and nothing said so yet.</summary>
    /// <exception cref="ContractViolationException">One did.</exception>
    public void VerifyContract() => _endpoint.Violations.ThrowNew();

    /// <summary>Stops, deletes the buffer, and fails the test if a client broke the contract and nothing said so yet.</summary>
    /// <returns>A task that ends when the endpoint has stopped.</returns>
    /// <exception cref="ContractViolationException">A client broke the contract.</exception>
    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync().ConfigureAwait(false);
        _folder.Dispose();
        _wait.ThrowAtEnd();
    }

    private void Next(ScriptStep step, int times, RequestKinds to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _endpoint.Script.Next(step, request => (request.Kind & to) != RequestKinds.None, times);
    }
}
