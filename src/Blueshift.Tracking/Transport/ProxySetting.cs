using System.Net;

namespace Blueshift.Tracking.Transport;

/// <summary>Reads the setting <c>Proxy</c>: <c>system</c>, <c>none</c>, or an address with or without a user name and password.</summary>
internal static class ProxySetting
{
    public static bool IsValid(string? proxy) =>
        Is(proxy, "system")
        || Is(proxy, "none")
        || (Uri.TryCreate(proxy, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp);

    public static bool IsUsed(string proxy) => !Is(proxy, "none");

    /// <summary>Gets the configured proxy; <see langword="null"/> for the system's, or for none.</summary>
    public static WebProxy? Address(string proxy)
    {
        if (Is(proxy, "system") || Is(proxy, "none"))
        {
            return null;
        }
        var address = new Uri(proxy, UriKind.Absolute);
        var user = address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        return new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri)
        {
            Credentials =
                address.UserInfo.Length == 0 ? null : new NetworkCredential(user[0], user.ElementAtOrDefault(1)),
        };
    }

    /// <summary>Names the proxy without its user name and password, for the log.</summary>
    public static string Describe(string proxy) => Address(proxy)?.Address!.Host ?? proxy.ToLowerInvariant();

    private static bool Is(string? proxy, string word) =>
        string.Equals(proxy, word, StringComparison.OrdinalIgnoreCase);
}
