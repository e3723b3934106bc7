using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Blueshift.Tracking.Capture;

/// <summary>
/// Derives the code that stands for a user on the wire: the first 16 bytes of SHA-256 over
/// <c>"blueshift-subject-v1" ‖ 0 ‖ clientInstanceId ‖ 0 ‖ key</c>.
/// </summary>
internal sealed class Subject(string clientInstanceId)
{
    public const int Length = 16;

    private readonly byte[] _prefix = Encoding.UTF8.GetBytes($"blueshift-subject-v1\0{clientInstanceId}\0");

    /// <summary>Writes the code of a user.</summary>
    public void Write(string key, Span<byte> destination)
    {
        // A key has at most 256 scalar values of four bytes, and the prefix less than 100.
        Span<byte> input = stackalloc byte[_prefix.Length + Encoding.UTF8.GetByteCount(key)];
        _prefix.CopyTo(input);
        Encoding.UTF8.GetBytes(key, input[_prefix.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        hash[..Length].CopyTo(destination);
    }

    /// <summary>Gets the code of a user as a number, for whoever keeps many of them.</summary>
    public UInt128 Number(string key)
    {
        Span<byte> code = stackalloc byte[Length];
        Write(key, code);
        return NumberOf(code);
    }

    /// <summary>Gets a code as a number.</summary>
    public static UInt128 NumberOf(ReadOnlySpan<byte> code) => BinaryPrimitives.ReadUInt128BigEndian(code);

    /// <summary>Gets the code that a number stands for.</summary>
    public static byte[] BytesOf(UInt128 number)
    {
        var code = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(code, number);
        return code;
    }
}
