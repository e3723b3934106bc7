namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Counts the bytes of one journal into those of the buffer, and takes them out again when the journal is let go. Safe for several threads.</summary>
internal sealed class JournalBytes(JournalBounds bounds) : IDisposable
{
    private long _bytes;

    public void Add(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        bounds.Add(bytes);
    }

    public void Dispose() => bounds.Add(-Interlocked.Exchange(ref _bytes, 0));
}
