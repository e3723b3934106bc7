using System.Collections.Frozen;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>The closed lists of words of a request.</summary>
internal static class RequestWords
{
    public const string Access = "access";
    public const string Correction = "correction";
    public const string Erasure = "erasure";
    public const string Restriction = "restriction";
    public const string Objection = "objection";

    /// <summary>Is the result of an identity check after which the request can be worked on.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Gets what somebody may ask for.</summary>
    public static readonly FrozenSet<string> Kinds = FrozenSet.Create(
        StringComparer.Ordinal,
        Access,
        Correction,
        Erasure,
        Restriction,
        Objection
    );

    /// <summary>Gets what comes by the contact form and asks for nothing that is done to data: nobody's identity matters.</summary>
    public static readonly FrozenSet<string> Messages = FrozenSet.Create(StringComparer.Ordinal, "message", "support");

    public static readonly FrozenSet<string> Channels = FrozenSet.Create(
        StringComparer.Ordinal,
        "form",
        "mail",
        "letter",
        "telephone"
    );

    /// <summary>Gets how the identity of somebody may be checked.</summary>
    public static readonly FrozenSet<string> Methods = FrozenSet.Create(
        StringComparer.Ordinal,
        "reply-from-known-address",
        "call-back",
        "client-administrator",
        "document-seen",
        "in-person"
    );

    public static readonly FrozenSet<string> Results = FrozenSet.Create(
        StringComparer.Ordinal,
        Confirmed,
        "not-confirmed"
    );
}
