using System.Diagnostics;
using System.Globalization;
using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is an activity as it came to the endpoint. <see cref="ToString"/> and the debugger's summary show no value of a person.</summary>
[DebuggerDisplay("ReceivedActivity {Status} {Id}")]
public sealed class ReceivedActivity
{
    internal ReceivedActivity(ReadActivity activity)
    {
        Id = Guid.ParseExact(activity.Id, "D");
        Subject = activity.Subject!;
        Status = activity.Status == "addition" ? UserActivityStatus.Addition : UserActivityStatus.Removal;
        Source = activity.Source!;
        // The contract's 19 digits reach further than a number of the library can.
        var digits = activity.Sequence!;
        Sequence = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : long.MaxValue;
        Origin = activity.Origin;
        Date = Grammar.DateOf(activity.Data.Date!)!.Value;
        FirstName = activity.Data.FirstName!;
        LastName = activity.Data.LastName!;
        Email = activity.Data.Email!;
        ClientInstanceId = activity.Data.ClientInstanceId!;
    }

    /// <summary>Gets the activity id: that of <see cref="TrackResult.ActivityId"/>.</summary>
    public Guid Id { get; }

    /// <summary>Gets whose activity it is, as the code that is derived from the host's own id of the user and the instance.</summary>
    /// <value>22 characters; the same for each activity of one person.</value>
    public string Subject { get; }

    /// <summary>Gets whether the user was added or removed.</summary>
    public UserActivityStatus Status { get; }

    /// <summary>Gets when it happened.</summary>
    /// <value>In UTC, with milliseconds.</value>
    public DateTimeOffset Date { get; }

    /// <summary>Gets the first name.</summary>
    /// <value>Empty if the host has none.</value>
    public string FirstName { get; }

    /// <summary>Gets the last name.</summary>
    /// <value>Empty if the host has none.</value>
    public string LastName { get; }

    /// <summary>Gets the email address.</summary>
    /// <value>Empty if the host has none.</value>
    public string Email { get; }

    /// <summary>Gets the client instance that sent it.</summary>
    public string ClientInstanceId { get; }

    /// <summary>Gets the buffer that counted it.</summary>
    /// <value>A path, <c>/clients/{instance}/journals/{id}</c>.</value>
    public string Source { get; }

    /// <summary>Gets its number in <see cref="Source"/>.</summary>
    /// <value>1 or more.</value>
    public long Sequence { get; }

    /// <summary>Gets how it was observed if not live.</summary>
    /// <value><c>baseline</c>, <c>reconciled</c>, or <see langword="null"/> for a live one.</value>
    public string? Origin { get; }

    /// <summary>Returns the status and the id, never a value of the user.</summary>
    /// <returns>For example <c>ReceivedActivity Addition 019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10</c>.</returns>
    public override string ToString() => $"{nameof(ReceivedActivity)} {Status} {Id}";
}
