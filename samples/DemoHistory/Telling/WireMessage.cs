using System.Globalization;
using System.Text.Json;

namespace DemoHistory.Telling;

/// <summary>Writes what goes over the wire, as docs/wire-contract.md says.</summary>
internal static class WireMessage
{
    private const string Library = "1.0.0";

    public static byte[] Batch(string instance, IReadOnlyList<ToldActivity> activities) =>
        Write(json =>
        {
            json.WriteStartArray();
            foreach (var activity in activities)
            {
                Write(json, instance, activity);
            }
            json.WriteEndArray();
        });

    /// <param name="now">The client's clock.</param>
    /// <param name="source">The one buffer that speaks.</param>
    /// <param name="waiting">How many wait in it.</param>
    /// <param name="active">Who is active by the user directory, where there is one.</param>
    public static byte[] Heartbeat(DateTimeOffset now, Source source, int waiting, ActiveSet? active) =>
        Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("library", Library);
            json.WriteString("sentAt", Date(now));
            json.WriteString("state", waiting == 0 ? "delivering" : "waiting");
            json.WriteNull("reason");
            json.WriteNumber("waiting", waiting);
            json.WriteNull("oldest");
            json.WriteNumber("deadLetters", 0);
            json.WriteStartObject("refused");
            json.WriteEndObject();
            json.WriteStartArray("sources");
            Write(json, source, waiting);
            json.WriteEndArray();
            if (active is not null)
            {
                json.WriteStartObject("activeSet");
                json.WriteNumber("count", active.Count);
                json.WriteString("digest", active.Digest);
                json.WriteString("asOf", Date(now));
                json.WriteEndObject();
            }
            json.WriteStartArray("forgotten");
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, string instance, ToldActivity activity)
    {
        var (person, added, date, origin) = activity.Lived;
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("type", "one.blueshift.user-activity.v1");
        json.WriteString("source", activity.Source);
        json.WriteString("sequence", activity.Sequence);
        json.WriteString("id", activity.Id);
        json.WriteString("subject", person.Subject);
        if (origin is not null)
        {
            json.WriteString("origin", origin);
        }
        json.WriteStartObject("data");
        json.WriteString("firstName", person.FirstName);
        json.WriteString("lastName", person.LastName);
        json.WriteString("email", person.Email);
        json.WriteString("clientInstanceId", instance);
        json.WriteString("status", added ? "addition" : "removal");
        json.WriteString("date", Date(date));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Source source, int waiting)
    {
        json.WriteStartObject();
        json.WriteString("source", source.Name);
        json.WriteString("last", Source.Write(source.Last));
        json.WriteString("settledThrough", Source.Write(source.Last - waiting));
        json.WriteNumber("waiting", waiting);
        json.WriteStartArray("givenUp");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            write(json);
        }
        return body.ToArray();
    }

    private static string Date(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
