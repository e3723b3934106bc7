namespace Blueshift.Tracking;

/// <summary>Holds the credential of the client instance. Exactly one member is set.</summary>
public sealed class CredentialOptions
{
    /// <summary>Gets or sets the API key itself.</summary>
    /// <value>Default none. The form is <c>bst1_&lt;key id&gt;_&lt;secret&gt;_&lt;check&gt;</c>, as the vendor's tool printed it.</value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the path of a file that holds the API key, for example a secret mount.</summary>
    /// <value>Default none. An absolute path. The file is read again when it changes and when the endpoint refuses the key.</value>
    public string? ApiKeyFile { get; set; }
}
