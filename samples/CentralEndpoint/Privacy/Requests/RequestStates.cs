namespace CentralEndpoint.Privacy.Requests;

/// <summary>The words for how a request stands.</summary>
internal static class RequestStates
{
    /// <summary>Nobody checked yet who asks.</summary>
    public const string Open = "open";

    /// <summary>Whoever asks is who they say: it can be worked on.</summary>
    public const string Verified = "verified";

    /// <summary>An erasure was asked for and is not carried out yet.</summary>
    public const string Waiting = "waiting";

    public const string Done = "done";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    public static bool IsClosed(string state) => state is Done or Refused or Withdrawn;
}
