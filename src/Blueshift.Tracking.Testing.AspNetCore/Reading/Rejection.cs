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

    /// <summary>Gives the rejection for a reason where nothing says which field it is.</summary>
    public static Rejection Of(RejectionReason reason) =>
        reason switch
        {
            RejectionReason.InvalidField => Invalid(""),
            RejectionReason.MissingField => Missing(""),
            RejectionReason.UnknownField => UnknownField,
            RejectionReason.TooLarge => TooLarge,
            RejectionReason.UnsupportedType => UnsupportedType,
            RejectionReason.DateOutOfRange => DateOutOfRange,
            RejectionReason.IdConflict => IdConflict,
            RejectionReason.Suppressed => Suppressed,
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The contract knows no such reason."),
        };

    public static Rejection Missing(string pointer) => new("missing-field", pointer);

    public static Rejection Invalid(string pointer) => new("invalid-field", pointer);
}
