using System.Buffers.Text;
using System.Globalization;

namespace Blueshift.Tracking.Capture;

/// <summary>Encodes the activity's own part of the wire JSON, once: from <c>"id":</c> to the element's closing brace. Safe for several threads.</summary>
internal sealed class ActivityEncoder(UserActivityTrackingOptions options, TimeProvider timeProvider)
{
    private const int SubjectTextLength = 22;
    private const int DateLength = 24;
    private const int RoundTripLength = 28;

    private readonly string _clientInstanceId = options.ClientInstanceId!;
    private readonly Subject _subject = new(options.ClientInstanceId!);

    /// <summary>Adds an activity to the scratch.</summary>
    public CapturedActivity Encode(
        UserActivity activity,
        ActivityScratch scratch,
        ActivityOrigin origin = ActivityOrigin.Live
    )
    {
        var now = timeProvider.GetUtcNow();
        var id = activity.Id ?? scratch.Ids.Next(now);
        Span<byte> subject = stackalloc byte[Subject.Length];
        _subject.Write(activity.User.Key, subject);
        var firstName = TextAdjuster.Name(activity.User.FirstName);
        var lastName = TextAdjuster.Name(activity.User.LastName);
        var email = TextAdjuster.Email(activity.User.Email);

        scratch.Activities.Begin(id, activity.User.Key, subject, activity.Status);
        Span<byte> text = stackalloc byte[DateLength];
        var json = scratch.Json;
        json.Reset();
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        Base64Url.EncodeToUtf8(subject, text, out _, out _);
        json.WriteString("subject"u8, text[..SubjectTextLength]);
        if (origin != ActivityOrigin.Live)
        {
            json.WriteString("origin"u8, origin == ActivityOrigin.Baseline ? "baseline"u8 : "reconciled"u8);
        }
        json.WriteStartObject("data"u8);
        json.WriteString("firstName"u8, firstName.Value);
        json.WriteString("lastName"u8, lastName.Value);
        json.WriteString("email"u8, email.Value);
        json.WriteString("clientInstanceId"u8, _clientInstanceId);
        json.WriteString("status"u8, activity.Status == UserActivityStatus.Addition ? "addition"u8 : "removal"u8);
        WriteRfc3339(activity.Date ?? now, text);
        json.WriteString("date"u8, text);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        scratch.Activities.End();
        return new CapturedActivity(id, activity.Status, firstName.Rules, lastName.Rules, email.Rules);
    }

    // The round-trip format up to the millisecond: a format of one's own takes several times as long.
    private static void WriteRfc3339(DateTimeOffset date, Span<byte> destination)
    {
        Span<byte> roundTrip = stackalloc byte[RoundTripLength];
        date.UtcDateTime.TryFormat(roundTrip, out _, "O", CultureInfo.InvariantCulture);
        roundTrip[..(DateLength - 1)].CopyTo(destination);
        destination[DateLength - 1] = (byte)'Z';
    }
}
