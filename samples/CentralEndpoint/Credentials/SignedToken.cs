using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace CentralEndpoint.Credentials;

/// <summary>A JWT in the form of the contract, not yet believed: three parts, and the id of a key in the first.</summary>
internal sealed class SignedToken
{
    /// <summary>Is what the longest instance id and an address of 1,000 characters fit in twice over.</summary>
    public const int MaxLength = 4096;

    public const string Algorithm = "ES256";

    public const string Type = "JWT";

    private const int Parts = 3;

    private SignedToken(string text, string keyId, bool hasContractHeader, byte[] payload)
    {
        Text = text;
        KeyId = keyId;
        HasContractHeader = hasContractHeader;
        Payload = payload;
    }

    public string Text { get; }

    /// <summary>Gets what it calls its key by.</summary>
    public string KeyId { get; }

    /// <summary>
    /// Gets whether the header is what the contract says and nothing more: neither another algorithm, nor a key of its own (jwk, jku, x5u),
    /// nor something that would have to be understood (crit).
    /// </summary>
    public bool HasContractHeader { get; }

    /// <summary>Gets the second part, decoded and not read.</summary>
    public byte[] Payload { get; }

    public static bool TryRead(string? text, [NotNullWhen(true)] out SignedToken? token)
    {
        token = null;
        if (text is not { Length: <= MaxLength } || text.Split('.') is not { Length: Parts } parts)
        {
            return false;
        }

        if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is null)
        {
            return false;
        }

        using var json = TokenJson.ReadObject(header);
        if (
            json is null
            || TokenJson.Text(json.RootElement, "kid") is not { } keyId
            || !Credentials.KeyId.IsValid(keyId)
        )
        {
            return false;
        }

        token = new SignedToken(text, keyId, IsOfContract(json.RootElement), payload);
        return true;
    }

    private static bool IsOfContract(JsonElement header) =>
        header.EnumerateObject().Count() == 3
        && TokenJson.Text(header, "alg") == Algorithm
        && TokenJson.Text(header, "typ") == Type;

    // The decoder would pass over white space and padding.
    private static byte[]? Decode(string part)
    {
        if (part.AsSpan().IndexOfAnyExcept(KeyAlphabets.Base64Url) >= 0)
        {
            return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.DecodeFromChars(part, bytes, out _, out var written) == OperationStatus.Done
            ? bytes[..written]
            : null;
    }
}
