using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Ingest;

namespace CentralEndpoint.Privacy;

/// <summary>Gives the subject of a user: as it is, or by the id that the client's administrator knows, as the wire contract says.</summary>
internal static class UserSubject
{
    private const int SubjectBytes = 16;

    /// <param name="instance">The instance.</param>
    /// <param name="entered">A subject, or a user id.</param>
    /// <returns>Every subject that may be meant: a user id may look like a subject.</returns>
    public static IReadOnlyList<string> Read(string instance, string entered)
    {
        var hashed = Of(instance, entered);
        return Grammar.IsSubject(entered) ? [entered, hashed] : [hashed];
    }

    public static string Of(string instance, string userId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"blueshift-subject-v1\0{instance}\0{userId}"));
        return Base64Url.EncodeToString(hash.AsSpan(0, SubjectBytes));
    }
}
