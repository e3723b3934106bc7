using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore.Storing;

/// <summary>Is an activity that the endpoint has accepted.</summary>
internal sealed class StoredActivity
{
    private readonly Lock _lock = new();
    private readonly List<ActivityArrival> _arrivals;

    /// <param name="instance">Whose it is.</param>
    /// <param name="activity">What it is.</param>
    /// <param name="request">What brought it; none where another endpoint has stored it.</param>
    public StoredActivity(string instance, ReadActivity activity, ReceivedRequest? request = null)
    {
        Instance = instance;
        Id = activity.Id;
        Subject = activity.Subject!;
        Status = activity.Status!;
        Source = activity.Source!;
        Sequence = activity.Sequence!;
        Origin = activity.Origin;
        Body = request?.Content ?? default;
        Received = request is null ? null : new ReceivedActivity(activity);
        _arrivals = [new ActivityArrival(Source, Sequence, request?.Number ?? 0)];
    }

    public string Instance { get; }

    public string Id { get; }

    public string Subject { get; }

    public string Status { get; }

    public string Source { get; }

    public string Sequence { get; }

    public string? Origin { get; }

    /// <summary>Gets the decompressed body of the request that brought it.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets each sending of it, the accepted one first, then those answered with <c>duplicate</c>.</summary>
    public IReadOnlyList<ActivityArrival> Arrivals
    {
        get
        {
            lock (_lock)
            {
                return [.. _arrivals];
            }
        }
    }

    /// <summary>Gets what it says, for whoever wrote the test; none where another endpoint has stored it.</summary>
    public ReceivedActivity? Received { get; }

    internal int Place { get; init; }

    internal void Resent(ReadActivity activity, ReceivedRequest request)
    {
        lock (_lock)
        {
            _arrivals.Add(new ActivityArrival(activity.Source, activity.Sequence, request.Number));
        }
    }
}
