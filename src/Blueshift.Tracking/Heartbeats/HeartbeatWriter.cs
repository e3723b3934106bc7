using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Writes a heartbeat as the wire contract has it: docs/wire-contract.md, "Heartbeat".</summary>
internal static class HeartbeatWriter
{
    /// <summary>Is the most bytes of a heartbeat.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Is the most sources of a heartbeat, so that it stays within <see cref="MaxBytes"/>.</summary>
    public const int MaxSources = 60;

    /// <summary>Is the most ranges of a heartbeat.</summary>
    public const int MaxRanges = 500;

    private const string DateFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static readonly string Version = typeof(HeartbeatWriter).Assembly.GetName().Version!.ToString(3);

    public static ReadOnlyMemory<byte> Write(HeartbeatFacts facts)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default });
        json.WriteStartObject();
        json.WriteString("library"u8, Version);
        WriteDate(json, "sentAt"u8, facts.SentAt);
        json.WriteString("state"u8, ContractWords.Of(facts.State));
        WriteReason(json, facts.Reason);
        json.WriteNumber("waiting"u8, facts.Buffer.Waiting);
        WriteDate(json, "oldest"u8, facts.Buffer.OldestWaiting);
        json.WriteNumber("deadLetters"u8, facts.Buffer.DeadLetters);
        WriteRefused(json, facts.Refused);
        json.WriteStartArray("sources"u8);
        foreach (var source in facts.Sources)
        {
            Write(json, source);
        }
        json.WriteEndArray();
        if (facts.ActiveSet is { } set)
        {
            Write(json, set);
        }
        json.WriteStartArray("forgotten"u8);
        foreach (var subject in facts.Forgotten)
        {
            json.WriteStringValue(Base64Url.EncodeToString(subject.Span));
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static void WriteReason(Utf8JsonWriter json, ConditionReason reason)
    {
        if (reason == ConditionReason.None)
        {
            json.WriteNull("reason"u8);
        }
        else
        {
            json.WriteString("reason"u8, ContractWords.Of(reason));
        }
    }

    private static void WriteRefused(Utf8JsonWriter json, IReadOnlyList<(RefusalReason Reason, long Count)> refused)
    {
        json.WriteStartObject("refused"u8);
        foreach (var (reason, count) in refused)
        {
            json.WriteNumber(reason.ToString(), count);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ActiveSet set)
    {
        json.WriteStartObject("activeSet"u8);
        json.WriteNumber("count"u8, set.Count);
        json.WriteString("digest"u8, set.Digest.ToString("x32", CultureInfo.InvariantCulture));
        WriteDate(json, "asOf"u8, set.AsOf);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SourceReport source)
    {
        json.WriteStartObject();
        json.WriteString("source"u8, source.Source);
        WriteNumber(json, "last"u8, source.Last);
        WriteNumber(json, "settledThrough"u8, source.SettledThrough);
        json.WriteNumber("waiting"u8, source.Waiting);
        json.WriteStartArray("givenUp"u8);
        foreach (var range in source.GivenUp)
        {
            json.WriteStartObject();
            WriteNumber(json, "from"u8, range.From);
            WriteNumber(json, "to"u8, range.To);
            json.WriteString("reason"u8, range.Reason.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long number) =>
        json.WriteString(name, number.ToString("D19", CultureInfo.InvariantCulture));

    private static void WriteDate(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? date)
    {
        if (date is { } value)
        {
            json.WriteString(name, value.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
