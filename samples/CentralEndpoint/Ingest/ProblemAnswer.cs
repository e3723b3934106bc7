using System.Buffers;
using System.Text.Json;

namespace CentralEndpoint.Ingest;

/// <summary>Writes a problem as <c>application/problem+json</c>.</summary>
internal static class ProblemAnswer
{
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var body = Serialize(problem);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.Length;
        if (problem.Header is var (name, value))
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Serialize(Problem problem)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, problem.Type);
        json.WriteString("title"u8, problem.Title);
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("detail"u8, problem.Detail);
        WriteIfGiven(json, "index"u8, problem.Index);
        WriteIfGiven(json, "maxCount"u8, problem.MaxCount);
        WriteIfGiven(json, "maxBytes"u8, problem.MaxBytes);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteIfGiven(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
