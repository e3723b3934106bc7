namespace Demo.Processes;

/// <summary>Is what client instances post to: one endpoint, or two over one database behind a balancer, switched off and on together.</summary>
/// <param name="first">The endpoint whose pages are looked at.</param>
/// <param name="second">The other one, where there are two.</param>
internal sealed class Endpoints(EndpointProcess first, EndpointProcess? second) : IAsyncDisposable
{
    private Balancer? _balancer;

    public EndpointProcess First { get; } = first;

    public EndpointProcess? Second { get; } = second;

    /// <summary>Gets whether all of it runs.</summary>
    public bool IsRunning => First.IsRunning && Second is null or { IsRunning: true };

    /// <summary>Starts all of it and waits until it listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var starting = First.StartAsync(cancellationToken);
        if (Second is null || !File.Exists(First.RootFile))
        {
            // At its first start the first makes the files that both use, this one last.
            await starting;
        }
        if (Second is not null)
        {
            await Task.WhenAll(starting, Second.StartAsync(cancellationToken));
            _balancer = Balancer.Start(First.Ingest.Port, [First.IngestPort, Second.IngestPort]);
        }
    }

    /// <summary>Waits until a client has sent something to the second endpoint.</summary>
    public Task WaitUntilSentToSecondAsync(CancellationToken cancellationToken) =>
        _balancer!.WaitUntilSentAsync(Second!.IngestPort, cancellationToken);

    /// <summary>Ends all of it at once.</summary>
    public async Task SwitchOffAsync()
    {
        First.SwitchOff();
        Second?.SwitchOff();
        if (_balancer is not null)
        {
            await _balancer.DisposeAsync();
            _balancer = null;
        }
    }

    public async ValueTask DisposeAsync() => await SwitchOffAsync();
}
