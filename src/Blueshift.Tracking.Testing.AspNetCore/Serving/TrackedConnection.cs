using Microsoft.AspNetCore.Connections;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is a connection while and after it is open.</summary>
internal sealed class TrackedConnection(ConnectionContext context)
{
    private int _requests;

    public string Id { get; } = context.ConnectionId;

    public bool WasDropped { get; init; }

    /// <summary>Gets or sets where its HTTP writes; none before TLS is there.</summary>
    public GarbledOutput? Output { get; set; }

    public void CountRequest() => Interlocked.Increment(ref _requests);

    /// <summary>Breaks it below TLS, with whatever is under way on it.</summary>
    public void Abort() => context.Abort();

    public RecordedConnection Record() => new(Id, Volatile.Read(ref _requests), WasDropped);
}
