using System.Buffers.Binary;
using System.Text;

namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Writes and reads what the ledger keeps of an active user, so that a complete removal can be told when he is gone: a byte for the version,
/// then key, first name, last name and email address, each as its length in two bytes, little-endian, and UTF-8.
/// </summary>
internal static class LedgerContact
{
    private const byte Version = 1;

    public static byte[] Write(TrackedUser user)
    {
        var values = new[] { user.Key, user.FirstName ?? "", user.LastName ?? "", user.Email ?? "" };
        var contact = new byte[1 + values.Sum(static value => sizeof(ushort) + Encoding.UTF8.GetByteCount(value))];
        contact[0] = Version;
        var rest = contact.AsSpan(1);
        foreach (var value in values)
        {
            var length = Encoding.UTF8.GetBytes(value, rest[sizeof(ushort)..]);
            BinaryPrimitives.WriteUInt16LittleEndian(rest, checked((ushort)length));
            rest = rest[(sizeof(ushort) + length)..];
        }
        return contact;
    }

    /// <returns><see langword="null"/> when it is none, or one of a later version.</returns>
    public static TrackedUser? Read(ReadOnlySpan<byte> contact)
    {
        if (contact.IsEmpty || contact[0] != Version)
        {
            return null;
        }
        var rest = contact[1..];
        return
            Take(ref rest, out var key)
            && key.Length > 0
            && Take(ref rest, out var firstName)
            && Take(ref rest, out var lastName)
            && Take(ref rest, out var email)
            ? new TrackedUser
            {
                Key = key,
                FirstName = firstName,
                LastName = lastName,
                Email = email,
            }
            : null;
    }

    private static bool Take(ref ReadOnlySpan<byte> rest, out string value)
    {
        value = "";
        if (rest.Length < sizeof(ushort))
        {
            return false;
        }
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (rest.Length < sizeof(ushort) + length)
        {
            return false;
        }
        value = Encoding.UTF8.GetString(rest.Slice(sizeof(ushort), length));
        rest = rest[(sizeof(ushort) + length)..];
        return true;
    }
}
