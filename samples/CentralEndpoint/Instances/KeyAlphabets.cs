using System.Buffers;

namespace CentralEndpoint.Instances;

/// <summary>The characters of the parts of an API key.</summary>
internal static class KeyAlphabets
{
    public static readonly SearchValues<char> Id = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    public static readonly SearchValues<char> Secret = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );
}
