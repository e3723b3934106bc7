using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Benchmarks.Suites;

/// <summary>Sealing one frame.</summary>
public class SealSuite
{
    private const int RecordLength = 256;

    private readonly byte[] _header = new byte[FrameHeader.Length];
    private byte[] _plain = [];
    private byte[] _sealed = [];
    private SegmentCipher? _cipher;

    [Params(1, 1024)]
    public int Records { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        using var key = new DataKey(
            Guid.CreateVersion7(),
            RandomNumberGenerator.GetBytes(DataKey.Length),
            DateTimeOffset.UtcNow
        );
        var identity = new SegmentIdentity(Guid.CreateVersion7(), Guid.CreateVersion7(), Number: 1);
        _cipher = SegmentCipher.Derive(key, identity, RandomNumberGenerator.GetBytes(SegmentCipher.SaltLength));
        _plain = RandomNumberGenerator.GetBytes(Records * RecordLength);
        _sealed = new byte[_plain.Length + SegmentCipher.Overhead];
    }

    [Benchmark]
    public void Seal() => _cipher!.Seal(_header, _plain, _sealed);

    [GlobalCleanup]
    public void Cleanup() => _cipher?.Dispose();
}
