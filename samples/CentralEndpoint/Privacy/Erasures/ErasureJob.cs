using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Begins before anything is taken from clients, and then does each minute what is due about erasures.</summary>
internal sealed class ErasureJob(ErasureRound round, TimeProvider clock, ILogger<ErasureJob> log)
    : IHostedService,
        IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ended = new();
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await round.BeginAsync();
        _running = RepeatAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _ended.CancelAsync();
        await _running;
    }

    public void Dispose() => _ended.Dispose();

    private async Task RepeatAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Period, clock, _ended.Token);
                // Not on the thread of whoever moves the clock.
                await Task.Yield();
                await TryAsync();
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The endpoint stops.
        }
    }

    // What fails now is due again in a minute.
    private async Task TryAsync()
    {
        try
        {
            await round.RunAsync();
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or TimeoutException or EndpointFaultException
                || DatabaseFault.Find(fault) is not null
            )
        {
            log.LogWarning(
                "What is due about erasures cannot be done now, and is tried again in a minute. {Fault}",
                DatabaseFault.Find(fault) is null ? fault.Message : DatabaseFault.Tell(fault)
            );
        }
    }
}
