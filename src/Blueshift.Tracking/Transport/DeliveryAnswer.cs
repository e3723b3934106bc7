namespace Blueshift.Tracking.Transport;

/// <summary>Is what came of one request.</summary>
internal sealed class DeliveryAnswer
{
    private DeliveryAnswer(AnswerKind kind, DeliveryFault fault, string detail)
    {
        Kind = kind;
        Fault = fault;
        Detail = detail;
    }

    public AnswerKind Kind { get; }

    public DeliveryFault Fault { get; }

    /// <summary>Gets what was seen, for the log: status, media type, kind of network error; never content.</summary>
    public string Detail { get; }

    /// <summary>Gets one verdict for each activity of the batch, in order, when <see cref="Kind"/> is <see cref="AnswerKind.Verdicts"/>.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; private init; } = [];

    /// <summary>Gets how long the endpoint asks to wait, if it said so.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Gets whether the endpoint said that the client instance was ended: only a new configuration mends that.</summary>
    public bool IsRetired { get; private init; }

    /// <summary>Gets whether the batch was refused for its size alone.</summary>
    public bool IsTooLarge { get; private init; }

    /// <summary>Gets the endpoint's limit of activities in a batch, if a 413 told it.</summary>
    public int? MaxCount { get; private init; }

    /// <summary>Gets the endpoint's limit of bytes in a batch, if a 413 told it.</summary>
    public int? MaxBytes { get; private init; }

    public static DeliveryAnswer Of(IReadOnlyList<Verdict> verdicts) =>
        new(AnswerKind.Verdicts, DeliveryFault.None, "200") { Verdicts = verdicts };

    public static DeliveryAnswer BatchRefused(string detail) =>
        new(AnswerKind.BatchRefused, DeliveryFault.None, detail);

    public static DeliveryAnswer BatchTooLarge(string detail, int? maxCount, int? maxBytes) =>
        new(AnswerKind.BatchRefused, DeliveryFault.None, detail)
        {
            IsTooLarge = true,
            MaxCount = maxCount,
            MaxBytes = maxBytes,
        };

    public static DeliveryAnswer CompressionRefused(string detail) =>
        new(AnswerKind.CompressionRefused, DeliveryFault.None, detail);

    public static DeliveryAnswer TryLater(DeliveryFault fault, string detail, TimeSpan? retryAfter = null) =>
        new(AnswerKind.TryLater, fault, detail) { RetryAfter = retryAfter };

    public static DeliveryAnswer Retired(string detail) =>
        new(AnswerKind.Pause, DeliveryFault.EndpointRefused, detail) { IsRetired = true };

    public static DeliveryAnswer Pause(DeliveryFault fault, string detail) => new(AnswerKind.Pause, fault, detail);
}
