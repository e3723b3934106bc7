using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DemoHistory.Living;

/// <summary>Is an invented person at one instance.</summary>
/// <param name="FirstName">Of a short list.</param>
/// <param name="LastName">Of another.</param>
/// <param name="Email">At a domain that belongs to nobody.</param>
/// <param name="Subject">The pseudonym by which the endpoint knows that two activities are of one person.</param>
internal sealed record Person(string FirstName, string LastName, string Email, string Subject)
{
    /// <summary>Is how many bytes a subject has.</summary>
    public const int SubjectBytes = 16;

    /// <summary>Makes the subject of a user's key at an instance, as the wire contract says.</summary>
    public static string SubjectOf(string instance, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"blueshift-subject-v1\0{instance}\0{key}"));
        return Base64Url.EncodeToString(hash.AsSpan(0, SubjectBytes));
    }
}
