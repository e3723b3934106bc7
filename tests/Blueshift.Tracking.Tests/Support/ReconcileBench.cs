using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is the whole library over a ledger and a user directory in memory.</summary>
internal sealed class ReconcileBench : IAsyncDisposable
{
    public ReconcileBench(BaselineMode baseline = BaselineMode.Ask, IHeartbeatTransport? heartbeats = null)
    {
        Ledger = new MemoryLedger(new LateTime(() => Host!.Time));
        Host = new TrackingHost(
            Transport,
            options => options.Baseline = baseline,
            services =>
            {
                services.AddSingleton(heartbeats ?? new ScriptedHeartbeats());
                services.AddSingleton<IReconcileStore>(Ledger);
                services.AddScoped<IUserDirectory>(_ => Directory);
                services.AddSingleton(provider => new ReconcileSchedule(
                    baseline,
                    static () => 0.5,
                    provider.GetRequiredService<TimeProvider>()
                ));
            }
        );
    }

    public ScriptedTransport Transport { get; } = new();

    public ListedDirectory Directory { get; } = new();

    public MemoryLedger Ledger { get; }

    public TrackingHost Host { get; }

    public DateTimeOffset Now => Host.Time.GetUtcNow();

    public DirectoryCondition Condition => Host.Get<TrackingCondition>().Directory;

    public IReadOnlyList<FoundActivity> Recorded => Ledger.Recorded;

    /// <summary>Gets what was recorded as words.</summary>
    public IReadOnlyList<string> Words =>
        [.. Recorded.Select(one => $"{one.Origin} {one.Activity.Status} {one.Activity.User.Key}")];

    /// <summary>Puts users into the directory who are known to the endpoint since yesterday.</summary>
    public void Known(int count)
    {
        Directory.AddMany(1, count);
        for (var number = 1; number <= count; number++)
        {
            Ledger.Knows($"user-{number:00000}", LedgerStatus.Active, Now.AddDays(-1));
        }
        Ledger.IsEstablished();
    }

    public async Task<ReconcileReport> RunAsync(ReconcileRequest? request = null) =>
        await Host.Get<IUserReconciler>().ReconcileAsync(request ?? new ReconcileRequest());

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    // The ledger is made before the host whose time it reads.
    private sealed class LateTime(Func<TimeProvider> time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time().GetUtcNow();
    }
}
