using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a service of the host that has something to record at its very end.</summary>
internal sealed class TracksWhileStopping(IUserActivityTracker tracker) : IHostedService
{
    public TrackResult Result { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) =>
        Result = await tracker.TrackAsync(Some.Activity(), CancellationToken.None);
}
