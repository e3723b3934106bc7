using System.Runtime.InteropServices;
using System.Text.Json;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Ingest;

/// <summary>The second step of strict reading: one activity, judged by itself.</summary>
internal sealed class ActivityReader(string instance, DateTimeOffset now)
{
    private const string Type = "one.blueshift.user-activity.v1";
    private static readonly string[] DataMembers =
    [
        "firstName",
        "lastName",
        "email",
        "clientInstanceId",
        "status",
        "date",
    ];
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DateTimeOffset _latest = now.AddHours(24);

    public ReceivedActivity Read(string id, JsonElement element)
    {
        var activity = new ReceivedActivity { Id = id };
        activity.Rejection =
            CheckSize(element)
            ?? CheckType(element)
            ?? ReadAttributes(element, activity)
            ?? ReadData(element, activity);
        ReadIdentity(element, activity);
        return activity;
    }

    private static Rejection? CheckSize(JsonElement element) =>
        JsonMarshal.GetRawUtf8Value(element).Length > BatchLimits.MaxActivityBytes ? Rejection.TooLarge : null;

    private static Rejection? CheckType(JsonElement element) =>
        Take(element, "/type", static _ => true, out var type) ?? (type == Type ? null : Rejection.UnsupportedType);

    private Rejection? ReadAttributes(JsonElement element, ReceivedActivity activity)
    {
        var (source, sequence) = ("", "");
        var rejection =
            Take(element, "/specversion", static text => text == "1.0", out _)
            ?? Take(element, "/source", text => Grammar.IsSource(text, instance), out source)
            ?? Take(element, "/sequence", Grammar.IsSequence, out sequence)
            ?? Take(element, "/subject", Grammar.IsSubject, out _);
        if (rejection is not null)
        {
            return rejection;
        }

        activity.Source = source;
        activity.Sequence = sequence;
        if (IsAbsent(element, "origin"))
        {
            return null;
        }

        rejection = Take(element, "/origin", Grammar.IsOrigin, out var origin);
        activity.Origin = origin;
        return rejection;
    }

    private Rejection? ReadData(JsonElement element, ReceivedActivity activity)
    {
        if (IsAbsent(element, "data"))
        {
            return Rejection.Missing(Rejection.Data);
        }

        var data = element.GetProperty("data");
        if (data.ValueKind != JsonValueKind.Object)
        {
            return Rejection.Invalid(Rejection.Data);
        }

        if (data.EnumerateObject().Any(static member => !DataMembers.Any(member.NameEquals)))
        {
            return Rejection.UnknownField;
        }

        var (firstName, lastName, email) = ("", "", "");
        var rejection =
            Take(data, "/data/firstName", Grammar.IsName, out firstName)
            ?? Take(data, "/data/lastName", Grammar.IsName, out lastName)
            ?? Take(data, "/data/email", Grammar.IsEmail, out email)
            ?? Take(data, "/data/clientInstanceId", text => text == instance, out _)
            ?? Take(data, "/data/status", Grammar.IsStatus, out _)
            ?? ReadDate(data, activity);
        activity.Profile = rejection is null ? new Profile(firstName, lastName, email) : null;
        return rejection;
    }

    private Rejection? ReadDate(JsonElement data, ReceivedActivity activity)
    {
        var rejection = Take(data, "/data/date", Grammar.IsDate, out var text);
        if (rejection is not null)
        {
            return rejection;
        }

        _ = Grammar.TryDate(text, out var date);
        activity.Date = date;
        return date < Earliest || date > _latest ? Rejection.DateOutOfRange : null;
    }

    private static void ReadIdentity(JsonElement element, ReceivedActivity activity)
    {
        if (Take(element, "/subject", Grammar.IsSubject, out var subject) is null)
        {
            activity.Subject = subject;
        }

        if (
            JsonMember.Find(element, "data", out var data)
            && Take(data, "/data/status", Grammar.IsStatus, out var status) is null
        )
        {
            activity.Added = status == "addition";
        }
    }

    // To CloudEvents an attribute that is null is an attribute that is not there.
    private static bool IsAbsent(JsonElement element, string name) =>
        !JsonMember.Find(element, name, out var member) || member.ValueKind == JsonValueKind.Null;

    private static Rejection? Take(JsonElement owner, string pointer, Func<string, bool> isValid, out string text)
    {
        text = "";
        if (!JsonMember.Find(owner, pointer[(pointer.LastIndexOf('/') + 1)..], out var member))
        {
            return Rejection.Missing(pointer);
        }

        return JsonMember.IsText(member, out text) && isValid(text) ? null : Rejection.Invalid(pointer);
    }
}
