namespace Blueshift.Tracking.Tests.Support;

/// <summary>Asks a credential that answers at once.</summary>
internal static class CredentialReading
{
    public static string Current(this ITrackingCredential credential) => Token(credential, forceRenewal: false);

    /// <summary>Asks for another token after a refusal, and says whether there was one.</summary>
    public static bool Reread(this ITrackingCredential credential) =>
        credential.Current() != Token(credential, forceRenewal: true);

    private static string Token(ITrackingCredential credential, bool forceRenewal)
    {
        var token = credential.GetTokenAsync(forceRenewal, CancellationToken.None).AsTask();
        Assert.IsTrue(token.IsCompletedSuccessfully);
        return token.Result;
    }
}
