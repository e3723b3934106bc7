namespace Blueshift.Tracking;

/// <summary>
/// Holds the settings of a signed JWT as credential: this side signs a token of at most five minutes with a private key that never
/// leaves it, and the vendor knows the public key alone (RFC 7523).
/// </summary>
/// <remarks>The tokens are dated, so the clocks of both sides must agree to a minute.</remarks>
public sealed class JwtCredentialOptions
{
    /// <summary>Gets or sets the id under which the vendor knows the public key.</summary>
    /// <value>
    /// Default none: the key file names it. 1 to 64 characters of letters, digits and <c>._-</c>. A line <c>Key-Id: id</c> in the key
    /// file, above the block, stands before this setting, so that a key is replaced with its id and without a restart.
    /// </value>
    public string? KeyId { get; set; }

    /// <summary>Gets or sets the path of the file with the private key.</summary>
    /// <value>
    /// Default none. An absolute path of a PEM file with a private key on the curve P-256, not encrypted. The file is read again when
    /// it changes and when the endpoint refuses a token.
    /// </value>
    public string? PrivateKeyFile { get; set; }
}
