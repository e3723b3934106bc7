namespace Blueshift.Tracking.Relational.Sealing;

/// <summary>Leaves values as they are: guarded as the host's own table of users is.</summary>
internal sealed class NoSeal : IOutboxSeal
{
    public string Kind => "none (host database)";

    public byte[] Seal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place) => value.ToArray();

    public byte[] Open(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> place) => sealedValue.ToArray();
}
