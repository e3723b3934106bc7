namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Says why one activity is not taken: a reason of the contract's closed list, and where (RFC 6901).</summary>
internal sealed record Rejection(string Reason, string Pointer)
{
    public static readonly Rejection TooLarge = new("too-large", "");
    public static readonly Rejection UnsupportedType = new("unsupported-type", "/type");
    public static readonly Rejection UnknownField = new("unknown-field", "/data");
    public static readonly Rejection DateOutOfRange = new("date-out-of-range", "/data/date");
    public static readonly Rejection IdConflict = new("id-conflict", "/id");
    public static readonly Rejection Suppressed = new("suppressed", "/subject");

    public static Rejection Missing(string pointer) => new("missing-field", pointer);

    public static Rejection Invalid(string pointer) => new("invalid-field", pointer);
}
