namespace CentralEndpoint.Storage;

/// <summary>A time during which a user was active. It says nothing that the activities do not, and is made anew from them.</summary>
internal sealed class ActiveIntervalRow
{
    public required string InstanceId { get; init; }

    public required string Subject { get; init; }

    public required long Started { get; init; }

    public long? Ended { get; init; }

    /// <summary>Gets how the user became active then: <c>baseline</c>, <c>new</c> or <c>reactivated</c>.</summary>
    public required string Entry { get; init; }
}
