namespace Blueshift.Tracking;

/// <summary>Holds the settings of TLS. They only tighten; there is no switch to accept any certificate.</summary>
public sealed class TlsOptions
{
    /// <summary>Gets or sets the path of a PEM file with the only root certificates that are trusted.</summary>
    /// <value>Default none: the roots of the operating system. An absolute path of an existing file with at least one certificate.</value>
    public string? TrustedRoots { get; set; }

    /// <summary>Gets or sets whether an <c>http</c> endpoint on loopback is allowed, for development.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool AllowInsecureLoopback { get; set; }
}
