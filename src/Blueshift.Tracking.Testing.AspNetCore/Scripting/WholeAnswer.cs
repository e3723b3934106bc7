using System.Buffers;
using System.Text;
using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>Is a whole answer: what a step sends, and what the record of a request keeps.</summary>
internal sealed record WholeAnswer(int Status)
{
    private static readonly Dictionary<string, string> NoStore = new() { ["Cache-Control"] = "no-store" };

    public string? MediaType { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public ReadOnlyMemory<byte> Body { get; init; }

    public string Text => Encoding.UTF8.GetString(Body.Span);

    public WholeAnswer WithHeader(string name, string value) =>
        this with
        {
            Headers = new Dictionary<string, string>(Headers) { [name] = value },
        };

    public static WholeAnswer OfText(int status, string mediaType, string text) =>
        new(status) { MediaType = mediaType, Body = Encoding.UTF8.GetBytes(text) };

    public static WholeAnswer OfProblem(Problem problem)
    {
        var answer = OfJson(
            problem.Status,
            "application/problem+json",
            json =>
            {
                json.WriteString("type", Problem.Base + problem.Name);
                json.WriteString("title", problem.Title);
                json.WriteNumber("status", problem.Status);
                WriteIfGiven(json, "index", problem.Index);
                WriteIfGiven(json, "maxCount", problem.MaxCount);
                WriteIfGiven(json, "maxBytes", problem.MaxBytes);
            }
        );
        return problem.Header is var (name, value) ? answer.WithHeader(name, value) : answer;
    }

    public static WholeAnswer OfVerdicts(IEnumerable<Verdict> verdicts) =>
        OfJson(
            200,
            "application/json",
            json =>
            {
                json.WriteStartArray("results");
                foreach (var verdict in verdicts)
                {
                    Write(json, verdict);
                }
                json.WriteEndArray();
            }
        );

    public static WholeAnswer OfHeartbeat(HeartbeatAnswer reply, DateTimeOffset now) =>
        OfJson(
            200,
            "application/json",
            json =>
            {
                json.WriteString("serverTime", now.UtcDateTime);
                json.WriteNumber("nextInSeconds", (long)reply.NextIn.TotalSeconds);
                json.WriteStartArray("forget");
                foreach (var subject in reply.Forget)
                {
                    json.WriteStringValue(subject);
                }
                json.WriteEndArray();
                json.WriteBoolean("resync", reply.Resync);
            }
        );

    private static WholeAnswer OfJson(int status, string mediaType, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return new WholeAnswer(status)
        {
            MediaType = mediaType,
            Headers = NoStore,
            Body = buffer.WrittenMemory,
        };
    }

    private static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("id", verdict.Id);
        json.WriteString("status", StatusWord(verdict.Status));
        if (verdict.Rejection is { } rejection)
        {
            json.WriteString("reason", rejection.Reason);
            json.WriteString("pointer", rejection.Pointer);
        }
        WriteIfGiven(json, "retryAfter", verdict.RetryAfter);
        json.WriteEndObject();
    }

    private static string StatusWord(VerdictStatus status) =>
        status switch
        {
            VerdictStatus.Accepted => "accepted",
            VerdictStatus.Duplicate => "duplicate",
            VerdictStatus.Rejected => "rejected",
            _ => "deferred",
        };

    private static void WriteIfGiven(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
