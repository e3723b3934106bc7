using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Demo.Driving;
using Demo.Panel.Counting;
using Demo.Processes;

namespace Demo.Panel.Pressing;

/// <summary>Is a client instance at the panel: what can be done to it.</summary>
internal sealed class PanelTenant(IReadOnlyList<TenantProcess> nodes, TenantInstance client)
{
    /// <summary>Is how many users one press creates.</summary>
    public const int Created = 20;

    /// <summary>Is how many users one press deactivates.</summary>
    public const int Deactivated = 5;

    // The story's users have lower numbers.
    private const int FirstNumber = 1000;

    private readonly ConcurrentQueue<DemoUser> _users = [];
    private int _next = FirstNumber;
    private long _waited;

    public string Instance => nodes[0].Instance;

    public Uri Address => nodes[0].Address;

    public bool IsRunning => nodes.All(static node => node.IsRunning);

    /// <summary>Gets whether there are users whom the panel created and has not deactivated.</summary>
    public bool HasUsers => IsRunning && !_users.IsEmpty;

    /// <summary>Counts what all its processes counted.</summary>
    /// <returns><see langword="null"/> while it is off or does not answer.</returns>
    public async Task<TrackingCounts?> CountAsync(CancellationToken cancellationToken) =>
        IsRunning ? await Answer.OfAsync(client.CountAsync, cancellationToken) : null;

    public async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var slowest = TimeSpan.Zero;
        for (var number = 0; number < Created; number++)
        {
            var user = DemoUser.Number(_next++);
            var began = Stopwatch.GetTimestamp();
            if (!await client.CreateUserAsync(user, cancellationToken))
            {
                throw new DemoFaultException("The application refused a new user.");
            }
            var took = Stopwatch.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
            _users.Enqueue(user);
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Created} users created, slowest page {slowest.TotalMilliseconds:0} ms"
        );
    }

    public async Task<string> DeactivateAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (count < Deactivated && _users.TryDequeue(out var user))
        {
            await client.DeactivateAsync(user, cancellationToken);
            count++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{count} users deactivated");
    }

    /// <summary>Kills every node of it; what they counted is read just before.</summary>
    public async Task<string> KillAsync(CancellationToken cancellationToken)
    {
        var counts = await client.ReadTrackingAsync(cancellationToken);
        foreach (var node in nodes)
        {
            node.Kill();
        }
        client.Keep(counts);
        _waited = counts.Waiting;
        return string.Create(CultureInfo.InvariantCulture, $"killed (SIGKILL), {_waited} waiting");
    }

    public async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        long waiting = 0;
        foreach (var node in nodes.Where(static node => !node.IsRunning))
        {
            waiting = Math.Max(waiting, await node.StartAgainAsync(cancellationToken));
        }
        var allThere = waiting == _waited ? ", all there" : "";
        return string.Create(CultureInfo.InvariantCulture, $"started again: {waiting} waiting{allThere}");
    }
}
