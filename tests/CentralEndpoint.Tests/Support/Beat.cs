using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Support;

/// <summary>Makes heartbeats as the library sends them.</summary>
internal static class Beat
{
    public static string Number(long number) =>
        number.ToString("D19", System.Globalization.CultureInfo.InvariantCulture);

    public static string Journal(string instance, string journal = The.Journal) =>
        $"/clients/{instance}/journals/{journal}";

    /// <summary>Makes one of a single journal.</summary>
    public static JsonObject Of(string instance, Action<JsonObject>? change = null)
    {
        var heartbeat = new JsonObject
        {
            ["library"] = "1.0.0",
            ["sentAt"] = Some.Date(The.Now),
            ["state"] = "delivering",
            ["reason"] = null,
            ["waiting"] = 0,
            ["oldest"] = null,
            ["deadLetters"] = 0,
            ["refused"] = new JsonObject(),
            ["sources"] = new JsonArray(Source(Journal(instance), settledThrough: 0)),
            ["activeSet"] = null,
            ["forgotten"] = new JsonArray(),
        };
        change?.Invoke(heartbeat);
        return heartbeat;
    }

    /// <summary>Makes one that names a source as given.</summary>
    public static JsonObject Of(string instance, JsonObject source) =>
        Of(instance, heartbeat => heartbeat["sources"] = new JsonArray(source));

    public static JsonObject Source(string source, long settledThrough, long waiting = 0, params JsonNode[] givenUp) =>
        new()
        {
            ["source"] = source,
            ["last"] = Number(settledThrough + waiting),
            ["settledThrough"] = Number(settledThrough),
            ["waiting"] = waiting,
            ["givenUp"] = new JsonArray(givenUp),
        };

    /// <summary>Makes what a user directory tells of these users.</summary>
    public static JsonObject ActiveSet(DateTimeOffset asOf, params int[] subjects)
    {
        var digest = new byte[16];
        foreach (var subject in subjects)
        {
            var bytes = Base64Url.DecodeFromChars(Some.Subject(subject));
            for (var index = 0; index < digest.Length; index++)
            {
                digest[index] ^= bytes[index];
            }
        }

        return new JsonObject
        {
            ["count"] = subjects.Length,
            ["digest"] = Convert.ToHexStringLower(digest),
            ["asOf"] = Some.Date(asOf),
        };
    }

    public static JsonObject GivenUp(long from, long to, string reason = "Expired") =>
        new()
        {
            ["from"] = Number(from),
            ["to"] = Number(to),
            ["reason"] = reason,
        };
}
