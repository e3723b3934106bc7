namespace CentralEndpoint.Storage;

/// <summary>One request of a person, or one message of the contact form. Times are Unix milliseconds, days are counted from the first of year 1.</summary>
public sealed class PrivacyRequestRow
{
    public required long Number { get; init; }

    /// <summary>Gets <c>access</c>, <c>correction</c>, <c>erasure</c>, <c>restriction</c>, <c>objection</c>, <c>message</c> or <c>support</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets how it came: <c>form</c>, <c>mail</c>, <c>letter</c> or <c>telephone</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets or sets <c>open</c>, <c>verified</c>, <c>waiting</c>, <c>done</c>, <c>refused</c> or <c>withdrawn</c>.</summary>
    public required string State { get; set; }

    /// <summary>Gets the day on which it came.</summary>
    public required long Received { get; init; }

    /// <summary>Gets or sets the day by which it must be answered.</summary>
    public required long Due { get; set; }

    /// <summary>Gets or sets why the time was extended; absent while it was not.</summary>
    public string? ExtensionReason { get; set; }

    public required string OpenedBy { get; init; }

    /// <summary>Gets or sets how the identity was checked; absent before.</summary>
    public string? Verification { get; set; }

    public string? VerifiedBy { get; set; }

    public long? Verified { get; set; }

    public long? Closed { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>Gets or sets the sealed content: who asked, how to reach them, what they wrote; absent once its retention is over.</summary>
    public byte[]? Box { get; set; }

    /// <summary>Gets or sets what finds the request by its email address without holding it.</summary>
    public byte[]? EmailIndex { get; set; }
}
