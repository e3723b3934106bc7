using CentralEndpoint.Instances;

namespace CentralEndpoint.Storage;

/// <summary>One installation of a tenant application.</summary>
internal sealed class InstanceRow
{
    public required string Id { get; init; }

    public required string Client { get; init; }

    public required InstanceKind Kind { get; init; }

    public required string Zone { get; init; }

    /// <summary>Gets the contracted seats; absent where there is no contract on seats.</summary>
    public int? Seats { get; init; }

    public required long Created { get; init; }

    /// <summary>Gets or sets when it was ended; absent while it goes on.</summary>
    public long? Retired { get; set; }

    /// <summary>Gets how many activities of it are stored.</summary>
    public long Activities { get; init; }

    /// <summary>Gets how many of them are additions.</summary>
    public long Additions { get; init; }

    /// <summary>Gets how many <c>duplicate</c> verdicts this instance was ever given.</summary>
    public long Resent { get; init; }

    /// <summary>Gets when the last activity was stored; absent if none ever was.</summary>
    public long? LastReceived { get; init; }

    /// <summary>Gets the day in UTC, counted from the first of year 1, that <see cref="ReceivedToday"/> is of.</summary>
    public long ReceivedDay { get; init; }

    /// <summary>Gets how many activities were stored on that day.</summary>
    public long ReceivedToday { get; init; }

    /// <summary>Gets or sets since when the instance is to tell once more who is active; absent when it need not.</summary>
    public long? Resync { get; set; }
}
