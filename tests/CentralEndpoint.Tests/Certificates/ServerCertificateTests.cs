using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CentralEndpoint.Certificates;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Certificates;

[TestClass]
public sealed class ServerCertificateTests
{
    [TestMethod]
    public async Task The_certificate_is_made_for_this_machine_by_a_root_without_a_key()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var leaf = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(host.Folder.File("server.pem")));
        using var root = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(host.Folder.File("root.pem")));

        Assert.AreEqual(TimeSpan.FromDays(397), leaf.NotAfter - leaf.NotBefore);
        foreach (var name in new[] { "localhost", "127.0.0.1", "::1" })
        {
            Assert.IsTrue(leaf.MatchesHostname(name, allowWildcards: false, allowCommonName: false), name);
        }

        var usage = leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages;
        Assert.AreEqual("1.3.6.1.5.5.7.3.1", usage.Cast<Oid>().Single().Value);
        Assert.IsFalse(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.IsTrue(root.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        foreach (var certificate in new[] { leaf, root })
        {
            using var key = certificate.GetECDsaPublicKey();
            Assert.AreEqual(256, key!.KeySize);
            Assert.AreEqual("1.2.840.10045.4.3.2", certificate.SignatureAlgorithm.Value, "ECDSA with SHA-256");
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.IsTrue(chain.Build(leaf));
    }

    [TestMethod]
    public async Task Of_several_processes_that_start_at_the_same_time_one_makes_the_certificate_of_all()
    {
        for (var round = 0; round < 10; round++)
        {
            using var folder = new TempFolder();
            Directory.CreateDirectory(folder.DataFolder);
            var settings = new CentralEndpointSettings { DataFolder = folder.DataFolder };

            var loaded = await Task.WhenAll(
                Enumerable
                    .Range(0, 6)
                    .Select(_ => Task.Run(() => ServerCertificate.Load(settings, TimeProvider.System)))
            );

            Assert.ContainsSingle(loaded.Select(one => one.Leaf.Thumbprint).Distinct());
            Assert.AreEqual(
                loaded[0].Chain.Single().ExportCertificatePem() + "\n",
                await File.ReadAllTextAsync(folder.File("root.pem"))
            );
            Assert.HasCount(2, Directory.GetFiles(folder.DataFolder));
        }
    }

    [TestMethod]
    public async Task The_only_private_key_on_the_disk_is_the_servers()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var server = await File.ReadAllTextAsync(host.Folder.File("server.pem"));
        var root = await File.ReadAllTextAsync(host.Folder.File("root.pem"));

        Assert.HasCount(2, server.Split("BEGIN PRIVATE KEY"));
        Assert.DoesNotContain("PRIVATE", root);
        using var leaf = X509Certificate2.CreateFromPem(server, server);
        Assert.IsTrue(leaf.HasPrivateKey);
    }

    [TestMethod]
    public async Task A_lost_copy_of_the_root_is_written_again()
    {
        using var folder = new TempFolder();
        string root;
        await using (await CentralEndpointHost.StartAsync(folder))
        {
            root = await File.ReadAllTextAsync(folder.File("root.pem"));
        }

        File.Delete(folder.File("root.pem"));
        await using var again = await CentralEndpointHost.StartAsync(folder);

        Assert.AreEqual(root, await File.ReadAllTextAsync(folder.File("root.pem")));
    }

    [TestMethod]
    public async Task An_own_certificate_is_served_and_none_is_made()
    {
        using var folder = new TempFolder();
        var own = Path.Combine(folder.Path, "own.pem");
        await File.WriteAllTextAsync(own, IssuedCertificate.MakePem(DateTimeOffset.UtcNow));
        var app = CentralEndpointApplication.Create([
            folder.Setting,
            "--CentralEndpoint:IngestPort=0",
            "--CentralEndpoint:PagesPort=0",
            $"--CentralEndpoint:CertificateFile={own}",
            $"--CentralEndpoint:CertificateKeyFile={own}",
        ]);
        await using (app)
        {
            await app.StartAsync();

            var served = await ServedAsync(ListenerAddresses.Of(app).Ingest, own);

            using var leaf = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(own));
            Assert.AreEqual(leaf.Thumbprint, served);
            Assert.IsFalse(File.Exists(folder.File("server.pem")));
            Assert.IsFalse(File.Exists(folder.File("root.pem")));
        }
    }

    [TestMethod]
    public void A_certificate_without_its_key_or_its_file_is_told()
    {
        using var folder = new TempFolder();

        var half = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting, "--CentralEndpoint:CertificateFile=a.pem"])
        );
        var absent = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([
                folder.Setting,
                "--CentralEndpoint:CertificateFile=a.pem",
                "--CentralEndpoint:CertificateKeyFile=b.pem",
            ])
        );

        Assert.EndsWith("go together: set both or neither.", half.Message);
        Assert.StartsWith("The certificate cannot be read: a.pem.", absent.Message);
    }

    private static async Task<string> ServedAsync(Uri address, string roots)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, address.Port);
        await using var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                CertificateChainPolicy = The.PolicyTrusting(roots),
            }
        );
        return ((X509Certificate2)tls.RemoteCertificate!).Thumbprint;
    }
}
