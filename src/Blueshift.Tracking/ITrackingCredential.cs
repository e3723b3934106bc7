namespace Blueshift.Tracking;

/// <summary>
/// Gives the bearer token of each request, in place of the API key and the signed JWT of the settings; for example an access token of
/// an OAuth 2.0 authorization server that the vendor's endpoint trusts.
/// </summary>
/// <remarks>
/// Register it as a singleton, or with <see cref="UserActivityTrackingBuilder.UseCredential{TCredential}"/>. What it throws, and a
/// token that is none, hold delivery up and are told as <c>credential-refused</c> with the type of the exception alone; nothing is lost.
/// It is called by several threads.
/// </remarks>
public interface ITrackingCredential
{
    /// <summary>Gives the token for the next request. It is asked for each, so keep a token that is still good.</summary>
    /// <param name="forceRenewal">
    /// Whether the endpoint refused the last token (401 or 403), so that one that is kept must not be given again. The request is sent
    /// once more at once if the token is another one; else delivery pauses.
    /// </param>
    /// <param name="cancellationToken">Ends with the deadline of the exchange, <see cref="DeliveryOptions.RequestTimeout"/>.</param>
    /// <returns>
    /// The token alone, without <c>Bearer</c>: 1 to 8,192 characters of letters, digits and <c>-._~+/=</c> (RFC 6750, section 2.1).
    /// </returns>
    ValueTask<string> GetTokenAsync(bool forceRenewal, CancellationToken cancellationToken);
}
