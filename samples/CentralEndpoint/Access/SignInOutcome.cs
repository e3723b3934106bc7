namespace CentralEndpoint.Access;

/// <summary>How a sign-in, or the end of one, went.</summary>
public enum SignInOutcome
{
    /// <summary>The session is over.</summary>
    SignedOut,

    /// <summary>The identity provider did not sign the person in.</summary>
    Failed,

    /// <summary>The person is known there, but has no role here.</summary>
    NoRole,

    /// <summary>Nobody can sign in, because no identity provider is set.</summary>
    NoProvider,
}
