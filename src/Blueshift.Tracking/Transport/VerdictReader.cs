using System.Runtime.InteropServices;
using System.Text.Json;

namespace Blueshift.Tracking.Transport;

/// <summary>Reads the verdicts of a 200. Strict: anything that is not exactly an answer to this batch acknowledges nothing.</summary>
internal static class VerdictReader
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Reads one verdict for each activity of the batch, into it.</summary>
    /// <returns><see langword="false"/> when the body is no answer to this batch; nothing of it may then be used.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, OutgoingBatch batch)
    {
        batch.ClearVerdicts();
        try
        {
            var reader = new Utf8JsonReader(body, Strict);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryReadRoot(ref reader, batch);
        }
        // Half a surrogate pair in a string is found only when the string is read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryReadRoot(ref Utf8JsonReader reader, OutgoingBatch batch)
    {
        var isFound = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("results"u8))
            {
                reader.Skip();
            }
            else if (isFound || !TryReadAll(ref reader, batch))
            {
                return false;
            }
            else
            {
                isFound = true;
            }
        }
        // Throws for whatever follows.
        return isFound && !reader.Read();
    }

    private static bool TryReadAll(ref Utf8JsonReader reader, OutgoingBatch batch)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == batch.Activities.Count || !TryReadOne(ref reader, batch.Activities[count].Id, out var verdict))
            {
                return false;
            }
            batch.Add(verdict);
            count++;
        }
        return count == batch.Activities.Count;
    }

    private static bool TryReadOne(ref Utf8JsonReader reader, Guid id, out Verdict verdict)
    {
        verdict = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }
        var members = new Members();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!members.TryRead(ref reader))
            {
                return false;
            }
        }
        return members.Id == id && members.TryGive(out verdict);
    }

    /// <summary>Is what was read of one verdict. A member that comes twice makes it none.</summary>
    [StructLayout(LayoutKind.Auto)]
    private ref struct Members
    {
        private VerdictStatus? _status;
        private string? _reason;
        private bool _hasReason;
        private bool _hasRetryAfter;
        private TimeSpan? _retryAfter;

        public Guid? Id { get; private set; }

        public bool TryRead(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                return TryReadId(ref reader);
            }
            if (reader.ValueTextEquals("status"u8))
            {
                return TryReadStatus(ref reader);
            }
            if (reader.ValueTextEquals("reason"u8))
            {
                return TryReadReason(ref reader);
            }
            return reader.ValueTextEquals("retryAfter"u8) ? TryReadRetryAfter(ref reader) : TrySkip(ref reader);
        }

        public readonly bool TryGive(out Verdict verdict)
        {
            verdict = new Verdict(
                _status.GetValueOrDefault(),
                _status == VerdictStatus.Rejected ? _reason : null,
                _status == VerdictStatus.Deferred ? _retryAfter : null
            );
            return _status is { } status && (status != VerdictStatus.Rejected || RejectionReasons.Contains(_reason));
        }

        private static bool TrySkip(ref Utf8JsonReader reader)
        {
            reader.Skip();
            return true;
        }

        private bool TryReadId(ref Utf8JsonReader reader)
        {
            if (Id is not null || !IsString(ref reader) || !reader.TryGetGuid(out var id))
            {
                return false;
            }
            Id = id;
            return true;
        }

        private bool TryReadStatus(ref Utf8JsonReader reader)
        {
            if (_status is not null || !IsString(ref reader))
            {
                return false;
            }
            _status =
                reader.ValueTextEquals("accepted"u8) ? VerdictStatus.Accepted
                : reader.ValueTextEquals("duplicate"u8) ? VerdictStatus.Duplicate
                : reader.ValueTextEquals("rejected"u8) ? VerdictStatus.Rejected
                : reader.ValueTextEquals("deferred"u8) ? VerdictStatus.Deferred
                : null;
            return _status is not null;
        }

        // What does not belong to the status may be anything: it decides nothing.
        private bool TryReadReason(ref Utf8JsonReader reader)
        {
            if (_hasReason)
            {
                return false;
            }
            _hasReason = true;
            _reason = IsString(ref reader) ? reader.GetString() : null;
            return TrySkip(ref reader);
        }

        private bool TryReadRetryAfter(ref Utf8JsonReader reader)
        {
            if (_hasRetryAfter)
            {
                return false;
            }
            _hasRetryAfter = true;
            reader.Read();
            _retryAfter =
                reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var seconds) && seconds >= 0
                    ? TimeSpan.FromSeconds(seconds)
                    : null;
            return TrySkip(ref reader);
        }

        private static bool IsString(ref Utf8JsonReader reader) =>
            reader.Read() && reader.TokenType == JsonTokenType.String;
    }
}
