using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Writes what was found of a person as JSON.</summary>
internal sealed class PersonExport(Stream destination) : IActivityExport, IDisposable
{
    private readonly Utf8JsonWriter _json = new(
        destination,
        new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }
    );

    public void Begin()
    {
        _json.WriteStartObject();
        _json.WriteStartArray("activities"u8);
    }

    public void Add(ActivityRecord record, ArchiveStore store, DateTimeOffset recordedAt)
    {
        _json.WriteStartObject();
        _json.WriteString("store"u8, Word(store));
        _json.WriteString("recordedAt"u8, recordedAt.UtcDateTime);
        _json.WriteString("key"u8, record.Key);
        _json.WritePropertyName("activity"u8);
        WriteActivity(record.Bytes);
        _json.WriteEndObject();
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken) =>
        await _json.FlushAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask EndAsync(PersonFindings findings, CancellationToken cancellationToken)
    {
        _json.WriteEndArray();
        _json.WriteBoolean("complete"u8, findings.IsComplete);
        _json.WriteEndObject();
        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _json.Dispose();

    // The opening brace is the envelope's.
    private void WriteActivity(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length + 1;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        whole[0] = (byte)'{';
        bytes.CopyTo(whole.AsSpan(1));
        _json.WriteRawValue(whole.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(whole, clearArray: true);
    }

    private static ReadOnlySpan<byte> Word(ArchiveStore store) =>
        store switch
        {
            ArchiveStore.Waiting => "waiting"u8,
            ArchiveStore.OnTheWire => "onTheWire"u8,
            ArchiveStore.DeadLetter => "deadLetter"u8,
            ArchiveStore.Ledger => "ledger"u8,
            _ => "settled"u8,
        };
}
