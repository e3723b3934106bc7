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
        // Read in this order: the first fault stays.
        var read = new ReadActivity(id)
        {
            Source = fields.Attribute(element, "source", Grammar.IsSource),
            Sequence = fields.Attribute(element, "sequence", Grammar.IsSequence),
            Subject = fields.Attribute(element, "subject", Grammar.IsSubject),
            Origin = fields.Attribute(element, "origin", Grammar.IsOrigin, isOptional: true),
        };
        var (status, data) = ReadMembers(element, fields);
        return read with { Status = status, Data = data, Rejection = fields.Rejection };
    }

    // Gives the status, which together with the subject makes the activity, apart.
    private (string? Status, ReadData Data) ReadMembers(JsonElement element, FieldReader fields)
    {
        if (JsonText.Member(element, "data") is not { ValueKind: not JsonValueKind.Null } data)
        {
            fields.Refuse(Rejection.Missing("/data"));
            return (null, new ReadData());
        }
        if (data.ValueKind != JsonValueKind.Object)
        {
            fields.Refuse(Rejection.Invalid("/data"));
            return (null, new ReadData());
        }
        if (data.EnumerateObject().Any(static member => !DataMembers.Any(member.NameEquals)))
        {
            fields.Refuse(Rejection.UnknownField);
        }
        var firstName = fields.Data(data, "firstName", Grammar.IsName);
        var lastName = fields.Data(data, "lastName", Grammar.IsName);
        var email = fields.Data(data, "email", Grammar.IsEmail);
        var instance = fields.Data(data, "clientInstanceId", Grammar.IsInstance);
        var status = fields.Data(data, "status", Grammar.IsStatus);
        var read = new ReadData
        {
            FirstName = firstName,
            LastName = lastName,
            Email = email,
            ClientInstanceId = instance,
            Date = ReadDate(data, fields),
        };
        return (status, read);
    }

    private string? ReadDate(JsonElement data, FieldReader fields)
    {
        var text = fields.Data(data, "date", Grammar.IsDate);
        if (text is not null && Grammar.DateOf(text) is { } date && (date < Earliest || date > _latest))
        {
            fields.Refuse(Rejection.DateOutOfRange);
        }
        return text;
    }
}
