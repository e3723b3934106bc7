namespace Blueshift.Tracking.Testing.AspNetCore.Faults;

/// <summary>Is a kind of fault that a client must get over by itself.</summary>
internal enum FaultKind
{
    /// <summary>The listener is closed for a while.</summary>
    Refused,

    /// <summary>The connection, and the next one as soon as it is accepted, are broken.</summary>
    Dropped,
    ResetInRequest,
    Reset,
    StoreAndReset,
    StoreAndResetRequest,
    StoreAndResetInAnswer,
    Truncated,
    Oversized,
    AnotherBatch,
    LoginPage,
    BareOk,
    Deferred,

    /// <summary>500, 502, 503, 504, 408 or 425.</summary>
    ServerError,

    /// <summary>429 or 503 with <c>Retry-After</c> in seconds.</summary>
    RetryAfter,

    /// <summary>429 or 503 with <c>Retry-After</c> as a date.</summary>
    RetryAt,

    /// <summary>413 to what is above a small count.</summary>
    TooLarge,

    /// <summary>Stored, and no answer; costs the client its whole deadline, so that it is drawn only where asked for.</summary>
    StoreAndNeverAnswer,

    /// <summary>A redirect; a client pauses for minutes, so that it is drawn only where asked for.</summary>
    Redirect,
}
