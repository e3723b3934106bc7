using System.Buffers;
using System.Security.Cryptography;

namespace CentralEndpoint.Credentials;

/// <summary>What a credential is looked up by: no secret, and unique over API keys and public keys together.</summary>
internal static class KeyId
{
    public const int Length = 8;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static bool IsValid(ReadOnlySpan<char> text) => text.Length == Length && text.IndexOfAnyExcept(Allowed) < 0;
}
