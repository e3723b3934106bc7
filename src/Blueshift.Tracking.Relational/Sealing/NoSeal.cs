using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Relational.Sealing;

/// <summary>Leaves values as they are: guarded as the host's own table of users is. What was sealed before is kept until its key is named again.</summary>
internal sealed class NoSeal : IOutboxSeal
{
    public string Kind => BufferDescription.HostDatabase;

    public ValueTask<bool> PrepareAsync(bool mayMake, CancellationToken cancellationToken) =>
        ValueTask.FromResult(true);

    public byte[] Seal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place) => value.ToArray();

    public byte[]? Open(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> place) =>
        SealedValue.Is(sealedValue) ? null : sealedValue.ToArray();

    public bool Knows(ReadOnlySpan<byte> sealedValue) => !SealedValue.Is(sealedValue);
}
