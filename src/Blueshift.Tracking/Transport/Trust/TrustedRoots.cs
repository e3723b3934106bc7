using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Transport.Trust;

/// <summary>Reads the PEM file with the only roots that are trusted.</summary>
[SuppressMessage(
    "ApiDesign",
    "RS0030:Do not use banned APIs",
    Justification = "The one place that reads certificates from disk."
)]
internal static class TrustedRoots
{
    /// <summary>Reads the file.</summary>
    /// <returns>At least one certificate, or <see langword="null"/> when something is wrong.</returns>
    public static X509Certificate2Collection? Load(string path, out string fault)
    {
        fault = "";
        if (!File.Exists(path))
        {
            fault = "names a file that does not exist. Give the path of the PEM file with the root certificates.";
            return null;
        }
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            fault = "names a file that cannot be read as PEM. Give a file with BEGIN CERTIFICATE blocks.";
            return null;
        }
        if (roots.Count == 0)
        {
            fault = "names a file without a BEGIN CERTIFICATE block.";
            return null;
        }
        return roots;
    }
}
