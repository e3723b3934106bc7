using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Makes activities of invented people that are the same in every run: golden files were made of them.</summary>
internal static class Invented
{
    public static EncodedActivity Activity(int number, bool isRemoval = false) =>
        new(
            Id(number),
            $"user-{number.ToString(CultureInfo.InvariantCulture)}",
            SHA256.HashData(BitConverter.GetBytes(number)).AsMemory(0, 16),
            isRemoval ? UserActivityStatus.Removal : UserActivityStatus.Addition,
            Json(number, isRemoval)
        );

    /// <summary>Makes several, numbered from the first.</summary>
    public static EncodedActivity[] Activities(int first, int count) =>
        Enumerable.Range(first, count).Select(number => Activity(number, isRemoval: number % 3 == 0)).ToArray();

    public static Guid Id(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, 0x0192_0000_0000_7000);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], long.MinValue | (long)number);
        return new Guid(bytes, bigEndian: true);
    }

    // Lengths differ from one to the next, so that no two records can be mistaken for each other.
    private static byte[] Json(int number, bool isRemoval)
    {
        var name = "Amelia" + new string('a', number % 7);
        var status = isRemoval ? "removal" : "addition";
        return Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\"id\":\"{Id(number)}\",\"status\":\"{status}\",\"name\":\"{name}\",\"email\":\"{number}@customer.example\"}}"
            )
        );
    }
}
