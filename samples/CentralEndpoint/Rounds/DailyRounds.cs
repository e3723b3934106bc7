using CentralEndpoint.Storage;

namespace CentralEndpoint.Rounds;

/// <summary>Does something at the start and once a day, never twice at a time. A round that fails is told in the log, and the next one comes all the same.</summary>
internal abstract class DailyRounds(TimeProvider clock, ILogger log) : IHostedService, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _timer;

    /// <summary>Gets the round that runs, or the last one that did.</summary>
    public Task Latest { get; private set; } = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = clock.CreateTimer(_ => Begin(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Begin();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task latest;
        lock (_gate)
        {
            _stopping.Cancel();
            latest = Latest;
        }

        await latest;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Gives how long it is until the next round.</summary>
    protected abstract TimeSpan UntilNext(DateTimeOffset now);

    /// <param name="cancellationToken">Is cancelled when the endpoint stops: what was begun is ended, and no more begun.</param>
    protected abstract Task RunAsync(CancellationToken cancellationToken);

    // The start does not wait for it.
    private void Begin()
    {
        lock (_gate)
        {
            if (!_stopping.IsCancellationRequested)
            {
                Latest = Task.Run(RoundAsync);
            }
        }
    }

    private async Task RoundAsync()
    {
        try
        {
            await RunAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next one is that of the next start.
        }
        catch (Exception fault)
        {
            // Whatever it is, it is no reason to stop taking activities.
            log.LogWarning(
                "A daily round failed, and is tried again with the next one. {Fault}",
                DatabaseFault.Tell(fault)
            );
        }

        if (!_stopping.IsCancellationRequested)
        {
            _timer!.Change(UntilNext(clock.GetUtcNow()), Timeout.InfiniteTimeSpan);
        }
    }
}
