namespace Demo.Driving;

/// <summary>Uses a client instance as its users do: one node, or several over one database, each in its turn.</summary>
internal sealed class TenantInstance(IReadOnlyList<Uri> nodes) : IDisposable
{
    private readonly IReadOnlyList<TenantClient> _nodes = [.. nodes.Select(node => new TenantClient(node))];
    private TrackingCounts _ended = TrackingCounts.None;
    private int _turn;

    public Task SignInAsync(string userName, string password, CancellationToken cancellationToken) =>
        Task.WhenAll(_nodes.Select(node => node.SignInAsync(userName, password, cancellationToken)));

    /// <summary>Enters a new user at the node whose turn it is.</summary>
    /// <returns>Whether the application took it.</returns>
    public Task<bool> CreateUserAsync(DemoUser user, CancellationToken cancellationToken) =>
        Next().CreateUserAsync(user, cancellationToken);

    public Task DeactivateAsync(DemoUser user, CancellationToken cancellationToken) =>
        Next().DeactivateAsync(user, cancellationToken);

    public Task ReactivateAsync(DemoUser user, CancellationToken cancellationToken) =>
        Next().ReactivateAsync(user, cancellationToken);

    /// <summary>Adds up what the nodes counted since they started; what waits, waits for all of them.</summary>
    public async Task<TrackingCounts> ReadTrackingAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(_nodes.Select(node => node.ReadTrackingAsync(cancellationToken)));
        return counts.Aggregate((sum, one) => sum + one) with
        {
            Waiting = counts.Max(one => one.Waiting),
            DeadLetters = counts.Max(one => one.DeadLetters),
        };
    }

    /// <summary>Keeps what a process counted that has ended: the next one counts from 0, but for what the buffer has kept.</summary>
    public void Keep(TrackingCounts counts) => _ended += counts with { Waiting = 0, DeadLetters = 0 };

    /// <summary>Adds up what all processes counted, those that have ended included.</summary>
    public async Task<TrackingCounts> CountAsync(CancellationToken cancellationToken) =>
        _ended + await ReadTrackingAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }
    }

    private TenantClient Next() => _nodes[_turn++ % _nodes.Count];
}
