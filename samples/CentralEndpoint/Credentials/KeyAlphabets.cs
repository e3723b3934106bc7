using System.Buffers;

namespace CentralEndpoint.Credentials;

/// <summary>The characters of the parts of a credential.</summary>
internal static class KeyAlphabets
{
    public static readonly SearchValues<char> Base64Url = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );
}
