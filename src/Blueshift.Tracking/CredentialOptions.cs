namespace Blueshift.Tracking;

/// <summary>
/// Holds the credential of the client instance: exactly one of <see cref="ApiKey"/>, <see cref="ApiKeyFile"/>, <see cref="Jwt"/> and a
/// registered <see cref="ITrackingCredential"/>.
/// </summary>
public sealed class CredentialOptions
{
    /// <summary>Gets or sets the API key itself.</summary>
    /// <value>Default none. The form is <c>bst1_&lt;key id&gt;_&lt;secret&gt;_&lt;check&gt;</c>, as the vendor's tool printed it.</value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the path of a file that holds the API key, for example a secret mount.</summary>
    /// <value>Default none. An absolute path. The file is read again when it changes and when the endpoint refuses the key.</value>
    public string? ApiKeyFile { get; set; }

    /// <summary>Gets the settings of a signed JWT in place of an API key.</summary>
    public JwtCredentialOptions Jwt { get; } = new();
}
