using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Certificates;

/// <summary>The certificate that the ingest listener shows, with the chain that belongs to it.</summary>
internal sealed class ServerCertificate
{
    private ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        Leaf = leaf;
        Chain = chain;
    }

    public X509Certificate2 Leaf { get; }

    public X509Certificate2Collection Chain { get; }

    /// <summary>Loads the configured certificate, or the one made at the first start, which it makes if need be.</summary>
    public static ServerCertificate Load(CentralEndpointSettings settings, TimeProvider clock)
    {
        try
        {
            return settings.HasOwnCertificate
                ? Read(settings.CertificateFile!, settings.CertificateKeyFile!)
                : LoadIssued(settings, clock);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new EndpointFaultException(
                $"The certificate cannot be read: {Path.GetFileName(settings.CertificateFile ?? settings.ServerFile)}. {fault.Message}",
                fault
            );
        }
    }

    private static ServerCertificate LoadIssued(CentralEndpointSettings settings, TimeProvider clock)
    {
        // One file holds leaf, key and root and is written at one stroke; root.pem is only a copy for the clients.
        if (!File.Exists(settings.ServerFile))
        {
            PrivateFile.WriteNew(
                settings.ServerFile,
                Encoding.ASCII.GetBytes(IssuedCertificate.MakePem(clock.GetUtcNow()))
            );
        }

        var certificate = Read(settings.ServerFile, settings.ServerFile);
        var root = certificate.Chain.Single().ExportCertificatePem() + "\n";
        if (!File.Exists(settings.RootFile) || File.ReadAllText(settings.RootFile) != root)
        {
            // Whole, whoever reads it now.
            var unfinished = $"{settings.RootFile}.{Guid.NewGuid():N}.new";
            File.WriteAllText(unfinished, root);
            File.Move(unfinished, settings.RootFile, overwrite: true);
        }

        return certificate;
    }

    private static ServerCertificate Read(string certificateFile, string keyFile)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificateFile);
        chain.RemoveAt(0);
        return new ServerCertificate(ForServing(X509Certificate2.CreateFromPemFile(certificateFile, keyFile)), chain);
    }

    // Windows serves only with keys that went through its key store.
    private static X509Certificate2 ForServing(X509Certificate2 certificate) =>
        OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
            : certificate;
}
