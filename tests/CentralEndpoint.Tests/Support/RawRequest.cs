using System.Text;

namespace CentralEndpoint.Tests.Support;

/// <summary>Writes requests of HTTP/1.1 by hand.</summary>
internal static class RawRequest
{
    public const string Activities = "/v1/activities";

    /// <summary>Makes a request with the headers that a good one needs, the length of its body apart.</summary>
    public static string Head(Sender sender, params string[] more) =>
        HeadOf($"POST {Activities} HTTP/1.1", ["Host: localhost", Bearer(sender), BatchType, .. more]);

    public static string HeadOf(string requestLine, params string[] headers) =>
        string.Join("\r\n", [requestLine, .. headers]) + "\r\n\r\n";

    /// <summary>Makes a good request.</summary>
    public static string Post(Sender sender, string body) => Head(sender, Length(body)) + body;

    public static string Chunk(string content) => $"{content.Length:x}\r\n{content}\r\n";

    public const string LastChunk = "0\r\n\r\n";

    public const string Chunked = "Transfer-Encoding: chunked";

    public const string BatchType = "Content-Type: application/cloudevents-batch+json";

    public static string Bearer(Sender sender) => "Authorization: Bearer " + sender.Key;

    public static string Length(string body) => $"Content-Length: {body.Length}";

    /// <summary>Gives bytes as the text of a raw connection.</summary>
    public static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
