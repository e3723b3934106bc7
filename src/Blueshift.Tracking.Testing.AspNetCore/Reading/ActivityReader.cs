using System.Runtime.InteropServices;
using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Is the second step of strict reading: one activity, judged by itself.</summary>
internal sealed class ActivityReader(DateTimeOffset now, int maxActivityBytes)
{
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

    public ReadActivity Read(string id, JsonElement element)
    {
        var fields = new FieldReader();
        if (JsonMarshal.GetRawUtf8Value(element).Length > maxActivityBytes)
        {
            fields.Refuse(Rejection.TooLarge);
        }
        if (fields.Attribute(element, "type", static _ => true) is { } type && type != Grammar.ActivityType)
        {
            fields.Refuse(Rejection.UnsupportedType);
        }
        _ = fields.Attribute(element, "specversion", static text => text == "1.0");
        var read = new ReadActivity(id)
        {
            Source = fields.Attribute(element, "source", Grammar.IsSource),
            Sequence = fields.Attribute(element, "sequence", Grammar.IsSequence),
            Subject = fields.Attribute(element, "subject", Grammar.IsSubject),
            Origin = fields.Attribute(element, "origin", Grammar.IsOrigin, isOptional: true),
            Status = ReadData(element, fields),
        };
        return read with { Rejection = fields.Rejection };
    }

    // Gives the status, which together with the subject makes the activity.
    private string? ReadData(JsonElement element, FieldReader fields)
    {
        if (JsonText.Member(element, "data") is not { ValueKind: not JsonValueKind.Null } data)
        {
            fields.Refuse(Rejection.Missing("/data"));
            return null;
        }
        if (data.ValueKind != JsonValueKind.Object)
        {
            fields.Refuse(Rejection.Invalid("/data"));
            return null;
        }
        if (data.EnumerateObject().Any(static member => !DataMembers.Any(member.NameEquals)))
        {
            fields.Refuse(Rejection.UnknownField);
        }
        _ = fields.Data(data, "firstName", Grammar.IsName);
        _ = fields.Data(data, "lastName", Grammar.IsName);
        _ = fields.Data(data, "email", Grammar.IsEmail);
        _ = fields.Data(data, "clientInstanceId", Grammar.IsInstance);
        var status = fields.Data(data, "status", Grammar.IsStatus);
        ReadDate(data, fields);
        return status;
    }

    private void ReadDate(JsonElement data, FieldReader fields)
    {
        if (
            fields.Data(data, "date", Grammar.IsDate) is { } text
            && Grammar.DateOf(text) is { } date
            && (date < Earliest || date > _latest)
        )
        {
            fields.Refuse(Rejection.DateOutOfRange);
        }
    }
}
