namespace CentralEndpoint.Credentials;

/// <summary>What the operator says about a credential when adding it, already checked.</summary>
/// <param name="PublicKey">The key that its tokens are checked with; <see langword="null"/> for an API key, which is made.</param>
/// <param name="Lifetime">How long it is good; <see langword="null"/> for one that does not expire.</param>
internal sealed record NewCredential(PublicKey? PublicKey, TimeSpan? Lifetime)
{
    public const int DefaultLifetimeDays = 365;
    public const int LongestLifetimeDays = 3650;

    /// <summary>An API key that is good for a year.</summary>
    public static readonly NewCredential ApiKey = new(PublicKey: null, TimeSpan.FromDays(DefaultLifetimeDays));
}
