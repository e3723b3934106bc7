namespace Blueshift.Tracking.Buffering;

/// <summary>Is what the endpoint is told of one source, as it was at one moment.</summary>
internal sealed record SourceReport
{
    public required string Source { get; init; }

    /// <summary>Gets the highest number given; 0 before the first.</summary>
    public required long Last { get; init; }

    /// <summary>Gets up to which number each was answered, or is among those given up that were told before or are told here.</summary>
    public required long SettledThrough { get; init; }

    public required long Waiting { get; init; }

    /// <summary>Gets what was given up and is not known to have been told, the lowest number first.</summary>
    public required IReadOnlyList<GivenUpRange> GivenUp { get; init; }

    /// <summary>Gets whether more was given up than there was room for.</summary>
    public required bool HasMore { get; init; }
}
