using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Credentials;

namespace CentralEndpoint.Tests.Support;

/// <summary>Makes keys that are nearly good, and says of a good one what is added.</summary>
internal static class Keys
{
    private const int SecretStart = 14;
    private const int CheckLength = 9;

    /// <summary>Gives a key another secret, and the check that belongs to it.</summary>
    public static string WithOtherSecret(string key) => Changed(key, key.Length - CheckLength - 1, Other(key[^10]));

    /// <summary>Gives a key another key id, and the check that belongs to it.</summary>
    public static string WithOtherId(string key) => Changed(key, SecretStart - 2, Other(key[SecretStart - 2]));

    /// <summary>Puts a character where it may not be, with the check that belongs to the result.</summary>
    public static string Changed(string key, int at, char character)
    {
        var body = key[..at] + character + key[(at + 1)..^CheckLength];
        var crc = Encoding.ASCII.GetBytes(body).Aggregate(uint.MaxValue, BitOperations.Crc32C);
        return body + "_" + (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Gives the place of the key id's first character, and of the secret's.</summary>
    public static (int Id, int Secret) Starts => (SecretStart - 9, SecretStart);

    /// <summary>Gives a pair's public key as what is to be added.</summary>
    public static NewCredential Public(ECDsa pair, int? days = 365)
    {
        Assert.IsTrue(PublicKey.TryImport(pair.ExportSubjectPublicKeyInfo(), out var key));
        return new NewCredential(key, days is { } count ? TimeSpan.FromDays(count) : null);
    }

    private static char Other(char character) => character == 'a' ? 'b' : 'a';
}
