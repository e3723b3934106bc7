using System.Globalization;

namespace CentralEndpoint.Credentials;

/// <summary>Tells a client, with every answer of the last weeks, when its credential ceases to be good.</summary>
internal static class ExpiryNotice
{
    public const string Header = "Blueshift-Credential-Expires";

    public static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    public static void Write(HttpResponse response, DateTimeOffset? expires, DateTimeOffset now)
    {
        if (expires is { } time && time - now <= Ahead)
        {
            // An HTTP date, as in the other headers.
            response.Headers[Header] = time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
