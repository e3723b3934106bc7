using System.Runtime.InteropServices;
using System.Text.Json;

namespace Blueshift.Tracking.Transport;

/// <summary>Is what was read of one verdict. A member that comes twice makes it none.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct VerdictMembers
{
    private VerdictStatus? _status;
    private string? _reason;
    private bool _hasReason;
    private bool _hasRetryAfter;
    private TimeSpan? _retryAfter;

    public Guid? Id { get; private set; }

    /// <summary>Gets whether something was passed over.</summary>
    public bool HasOthers { get; private set; }

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

    private bool TrySkip(ref Utf8JsonReader reader)
    {
        HasOthers = true;
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
        return _reason is not null || TrySkip(ref reader);
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
        return _retryAfter is not null || TrySkip(ref reader);
    }

    private static bool IsString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String;
    }
}
