namespace Blueshift.Tracking;

/// <summary>Holds the settings of TLS. They only tighten; there is no switch to accept any certificate.</summary>
public sealed class TlsOptions
{
    /// <summary>Gets or sets the path of a PEM file with the only root certificates that are trusted.</summary>
    /// <value>Default none: the roots of the operating system. An absolute path of an existing file with at least one certificate.</value>
    public string? TrustedRoots { get; set; }

    /// <summary>Gets the pins: the public keys of which one must stand in the endpoint's certificate chain, beside all other checks.</summary>
    /// <value>
    /// Default none. Each is the base64 of the SHA-256 of a certificate's SubjectPublicKeyInfo (RFC 7469, section 2.4), of the
    /// server's certificate, an intermediate or the root. At least two different ones, so that the endpoint has a key to change to.
    /// </value>
    public IList<string> Pins { get; } = [];

    /// <summary>Gets or sets what happens when nobody tells whether a certificate of the endpoint's chain was revoked.</summary>
    /// <value>
    /// Default <see cref="UnknownRevocation.Allow"/>. It is asked online at each new connection; each list or responder has 2 seconds.
    /// </value>
    public UnknownRevocation Revocation { get; set; } = UnknownRevocation.Allow;

    /// <summary>Gets or sets whether an <c>http</c> endpoint on loopback is allowed, for development.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool AllowInsecureLoopback { get; set; }
}
