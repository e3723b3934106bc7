using System.Security.Cryptography;
using System.Text;
using Blueshift.Tracking;

namespace TenantApp.Hosting;

/// <summary>Names the cookies of one instance, because browsers share cookies between ports of one host.</summary>
public sealed class InstanceCookies
{
    private InstanceCookies(string instance)
    {
        SignIn = $"TenantApp.{instance}.SignIn";
        Antiforgery = $"TenantApp.{instance}.Antiforgery";
    }

    public string SignIn { get; }

    public string Antiforgery { get; }

    /// <summary>Derives the names from the client instance id, or else from the application's name and its folder.</summary>
    public static InstanceCookies For(IConfiguration configuration, TenantAppOptions options, InstanceFolders folders)
    {
        var clientInstance = configuration[
            $"{UserActivityTrackingOptions.SectionName}:{nameof(UserActivityTrackingOptions.ClientInstanceId)}"
        ];
        var identity = string.IsNullOrEmpty(clientInstance) ? $"{options.Name}\n{folders.Data}" : clientInstance;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(identity));
        return new InstanceCookies(Convert.ToHexStringLower(hash.AsSpan(0, 6)));
    }
}
