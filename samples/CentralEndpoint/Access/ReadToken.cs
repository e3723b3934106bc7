using System.Diagnostics.CodeAnalysis;
using CentralEndpoint.Credentials;

namespace CentralEndpoint.Access;

/// <summary>A token <c>brt1_&lt;id&gt;_&lt;secret&gt;_&lt;check&gt;</c> with which a spreadsheet reads reports.</summary>
internal sealed class ReadToken
{
    private const string Prefix = "brt1";
    private readonly string _text;

    private ReadToken(string text) => _text = text;

    public string Id => SecretText.IdOf(Prefix, _text);

    public static ReadToken Create() => new(SecretText.Create(Prefix));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ReadToken? token)
    {
        token = text is not null && SecretText.IsWellFormed(Prefix, text) ? new ReadToken(text) : null;
        return token is not null;
    }

    /// <summary>Gives the whole token, to be shown once and kept nowhere.</summary>
    public string Reveal() => _text;

    public byte[] Hash() => SecretText.Hash(_text);
}
