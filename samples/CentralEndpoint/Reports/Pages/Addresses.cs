namespace CentralEndpoint.Reports.Pages;

/// <summary>The addresses of pages about one client or one instance.</summary>
internal static class Addresses
{
    public static string Client(string client) => "/clients?client=" + Uri.EscapeDataString(client);

    public static string Instance(string instance) => "/instances/" + Uri.EscapeDataString(instance);
}
