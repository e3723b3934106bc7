using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Looks at the segments of a disk for a key or a nonce that was used twice.</summary>
internal static class SegmentSeals
{
    private const int NonceLength = 12;

    /// <summary>Asserts that no two segments share id or salt, so that none shares a key, and no two frames of one a nonce.</summary>
    public static void AssertDiffer(CrashingFileSystem disk)
    {
        var ids = new HashSet<Guid>();
        var salts = new HashSet<string>();
        foreach (var path in disk.Paths.Where(path => path.EndsWith(".seg", StringComparison.Ordinal)))
        {
            var bytes = disk.ReadAllBytes(path);
            if (SegmentHeader.TryRead(bytes) is { } header)
            {
                Assert.IsTrue(ids.Add(header.Identity.SegmentId), "Segment ids differ.");
                Assert.IsTrue(salts.Add(Convert.ToHexString(header.Salt.Span)), "Salts differ.");
                AssertNoncesDiffer(bytes);
            }
        }
    }

    private static void AssertNoncesDiffer(byte[] bytes)
    {
        var nonces = new HashSet<string>();
        for (
            var offset = SegmentHeader.Length;
            FrameHeader.TryRead(bytes.AsSpan(Math.Min(offset, bytes.Length)), out var frame)
                && offset + frame.TotalLength <= bytes.Length;
            offset += frame.TotalLength
        )
        {
            var nonce = bytes.AsSpan(offset + FrameHeader.Length, NonceLength);
            Assert.IsTrue(nonces.Add(Convert.ToHexString(nonce)), "Nonces differ.");
        }
    }
}
