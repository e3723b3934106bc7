namespace CentralEndpoint.Ingest;

/// <summary>Why one activity is not taken: a reason of the closed list, and where (RFC 6901).</summary>
internal sealed record Rejection(string Reason, string Pointer)
{
    public const string Data = "/data";

    public static readonly Rejection IdConflict = new("id-conflict", "/id");
    public static readonly Rejection TooLarge = new("too-large", "");
    public static readonly Rejection UnsupportedType = new("unsupported-type", "/type");
    public static readonly Rejection DateOutOfRange = new("date-out-of-range", "/data/date");

    /// <summary>Is said of an erased person. What is counted of the activity is stored all the same, without the person.</summary>
    public static readonly Rejection Suppressed = new("suppressed", "");

    // The member's name came with the request and is not repeated.
    public static readonly Rejection UnknownField = new("unknown-field", Data);

    public static Rejection Missing(string pointer) => new("missing-field", pointer);

    public static Rejection Invalid(string pointer) => new("invalid-field", pointer);
}
