namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is why an endpoint rejects one activity. The list is closed by the wire contract.</summary>
public enum RejectionReason
{
    /// <summary>A field has another form than the contract's: <c>invalid-field</c>.</summary>
    InvalidField,

    /// <summary>A field is absent: <c>missing-field</c>.</summary>
    MissingField,

    /// <summary>There is a seventh field: <c>unknown-field</c>.</summary>
    UnknownField,

    /// <summary>The activity has more than 16 KiB: <c>too-large</c>.</summary>
    TooLarge,

    /// <summary>The endpoint does not know the type yet, so that the client asks again daily: <c>unsupported-type</c>.</summary>
    UnsupportedType,

    /// <summary>The date is before the year 2000 or over 24 hours ahead: <c>date-out-of-range</c>.</summary>
    DateOutOfRange,

    /// <summary>The id is known with another subject or status: <c>id-conflict</c>.</summary>
    IdConflict,

    /// <summary>The person was erased at the vendor, so that the client erases its copy: <c>suppressed</c>.</summary>
    Suppressed,
}
