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

    public byte[] Of(string key)
    {
        var input = new byte[_prefix.Length + Encoding.UTF8.GetByteCount(key)];
        _prefix.CopyTo(input, 0);
        Encoding.UTF8.GetBytes(key, input.AsSpan(_prefix.Length));
        return SHA256.HashData(input)[..Length];
    }
}
