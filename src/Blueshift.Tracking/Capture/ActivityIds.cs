using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Blueshift.Tracking.Capture;

/// <summary>
/// Makes version 7 UUIDs (RFC 9562) from random bytes drawn for many at once: asking the system for each costs as much as the
/// rest of a capture. Used by one thread at a time.
/// </summary>
internal sealed class ActivityIds
{
    private const int RandomLength = 10;
    private const int Drawn = 64;

    // Two machines started from one image have the same bytes, and part when they draw again.
    private const long MaxAgeMilliseconds = 1000;

    private readonly byte[] _random = new byte[RandomLength * Drawn];
    private int _next = Drawn;
    private long _drawnAt;

    /// <summary>Makes an id of this moment that nobody else makes.</summary>
    public Guid Next(DateTimeOffset now)
    {
        var milliseconds = now.ToUnixTimeMilliseconds();
        if (!HasDrawn(now))
        {
            RandomNumberGenerator.Fill(_random);
            _next = 0;
            _drawnAt = milliseconds;
        }
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        _random.AsSpan(_next++ * RandomLength, RandomLength).CopyTo(bytes[6..]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Says whether the next id of this moment needs no drawing.</summary>
    public bool HasDrawn(DateTimeOffset now) =>
        _next < Drawn && now.ToUnixTimeMilliseconds() - _drawnAt is >= 0 and <= MaxAgeMilliseconds;
}
