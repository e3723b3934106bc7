using System.Diagnostics.CodeAnalysis;

namespace CentralEndpoint.Credentials;

/// <summary>An API key <c>bst1_&lt;key id&gt;_&lt;secret&gt;_&lt;check&gt;</c>.</summary>
internal sealed class ApiKey
{
    private const string Prefix = "bst1";
    private readonly string _text;

    private ApiKey(string text) => _text = text;

    public string Id => SecretText.IdOf(Prefix, _text);

    public static ApiKey Create() => new(SecretText.Create(Prefix));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKey? key)
    {
        key = text is not null && SecretText.IsWellFormed(Prefix, text) ? new ApiKey(text) : null;
        return key is not null;
    }

    /// <summary>Gives the whole key, to be shown once and kept nowhere.</summary>
    public string Reveal() => _text;

    public byte[] Hash() => SecretText.Hash(_text);
}
