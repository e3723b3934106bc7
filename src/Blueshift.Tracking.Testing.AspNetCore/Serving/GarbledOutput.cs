using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>
/// Is the output of a connection's HTTP: what is written there goes on as it is, until other bytes are sent in its place. Then nothing
/// of it goes on any more. HTTP writes to memory of this class alone, so that it and the other bytes never meet.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Of the semaphore no handle is taken.")]
internal sealed class GarbledOutput(PipeWriter inner) : PipeWriter
{
    // Only HTTP, which writes one thing at a time.
    private readonly ArrayBufferWriter<byte> _written = new();

    // Whoever sends has it.
    private readonly SemaphoreSlim _sending = new(1);
    private bool _isGarbled;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _written.WrittenCount;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

    public override void Advance(int bytes) => _written.Advance(bytes);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        PassOn();
        inner.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        PassOn();
        return inner.CompleteAsync(exception);
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            PassOn();
            return _isGarbled ? default : await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends bytes that are no part of HTTP, the last on this connection.</summary>
    public async Task GarbleAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _isGarbled = true;
            await inner.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    private void PassOn()
    {
        if (!_isGarbled)
        {
            inner.Write(_written.WrittenSpan);
        }
        _written.ResetWrittenCount();
    }
}
