namespace CentralEndpoint.Audit;

/// <summary>The closed list of what is audited.</summary>
internal static class AuditActions
{
    public const string SignedIn = "signed-in";
    public const string SignInRefused = "sign-in-refused";
    public const string SignedOut = "signed-out";
    public const string NamesViewed = "names-viewed";
    public const string TokenMade = "token-made";
    public const string TokenRevoked = "token-revoked";
    public const string AuditViewed = "audit-viewed";
    public const string AuditVerified = "audit-verified";
    public const string Purged = "purged";
    public const string RequestOpened = "request-opened";
    public const string RequestViewed = "request-viewed";
    public const string RequestChanged = "request-changed";
    public const string PeopleSearched = "people-searched";
    public const string PersonExported = "person-exported";
    public const string PersonCorrected = "person-corrected";
    public const string PersonRestricted = "person-restricted";
    public const string ErasureAsked = "erasure-asked";
    public const string ErasureApproved = "erasure-approved";
    public const string ErasureCancelled = "erasure-cancelled";
    public const string PersonErased = "person-erased";
    public const string SuppressionLifted = "suppression-lifted";

    /// <summary>Gets every one of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SignedIn,
        SignInRefused,
        SignedOut,
        NamesViewed,
        TokenMade,
        TokenRevoked,
        AuditViewed,
        AuditVerified,
        Purged,
        RequestOpened,
        RequestViewed,
        RequestChanged,
        PeopleSearched,
        PersonExported,
        PersonCorrected,
        PersonRestricted,
        ErasureAsked,
        ErasureApproved,
        ErasureCancelled,
        PersonErased,
        SuppressionLifted,
    ];
}
