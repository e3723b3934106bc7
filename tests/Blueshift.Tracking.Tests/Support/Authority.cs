using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a certificate authority that issues whatever a test asks for, also what none should.</summary>
internal sealed class Authority : IDisposable
{
    /// <summary>Makes an authority.</summary>
    /// <param name="recipe">How its own certificate is to be; <see langword="null"/> for any.</param>
    public Authority(CertificateRecipe? recipe = null)
    {
        var root = recipe ?? new CertificateRecipe();
        root.IsAuthority = true;
        // A name of its own, so that no revocation list that the system keeps is taken for this one's.
        root.CommonName = $"Invented root {Guid.NewGuid():N}";
        Root = root.Request().CreateSelfSigned(root.NotBefore.AddDays(-1), root.NotAfter.AddDays(1));
    }

    public X509Certificate2 Root { get; }

    public string RootPem => Root.ExportCertificatePem();

    /// <summary>Issues a certificate with its private key.</summary>
    public X509Certificate2 Issue(CertificateRecipe recipe)
    {
        var issuer = recipe.Issuer ?? Root;
        using var rsa = issuer.GetRSAPrivateKey();
        using var elliptic = issuer.GetECDsaPrivateKey();
        using var certificate = recipe
            .Request()
            .Create(
                issuer.SubjectName,
                rsa is null ? X509SignatureGenerator.CreateForECDsa(elliptic!)
                    : recipe.Hash is { } hash ? new WeakSignature(rsa, hash)
                    : recipe.Algorithm is { } algorithm ? new WeakSignature(rsa, HashAlgorithmName.SHA256, algorithm)
                    : X509SignatureGenerator.CreateForRSA(rsa, recipe.Padding),
                recipe.NotBefore,
                recipe.NotAfter,
                RandomNumberGenerator.GetBytes(16)
            );
        return recipe.WithKey(certificate);
    }

    /// <summary>Issues an authority below this one.</summary>
    public X509Certificate2 IssueIntermediate(Action<CertificateRecipe>? change = null)
    {
        var recipe = new CertificateRecipe { IsAuthority = true, CommonName = "Invented intermediate" };
        change?.Invoke(recipe);
        return Issue(recipe);
    }

    /// <summary>Makes the list of what this authority revoked.</summary>
    public byte[] RevocationList(params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var certificate in revoked)
        {
            builder.AddEntry(certificate, DateTimeOffset.UtcNow.AddDays(-1));
        }
        return builder.Build(Root, 1, DateTimeOffset.UtcNow.AddDays(7), HashAlgorithmName.SHA256);
    }

    public void Dispose() => Root.Dispose();
}
