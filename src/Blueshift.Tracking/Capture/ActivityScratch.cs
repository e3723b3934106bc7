using System.Text.Encodings.Web;
using System.Text.Json;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Is the memory in which activities are encoded, used again and again.</summary>
internal sealed class ActivityScratch : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public ActivityScratch()
        : this(new EncodedActivities()) { }

    /// <summary>Makes memory of which the activities are somebody else's.</summary>
    public ActivityScratch(EncodedActivities activities)
    {
        Activities = activities;
        Json = new Utf8JsonWriter(activities, Options);
    }

    public EncodedActivities Activities { get; }

    /// <summary>Gets the writer of <see cref="Activities"/>.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Gets what makes ids.</summary>
    public ActivityIds Ids { get; } = new();

    public void Dispose()
    {
        Json.Dispose();
        Activities.Dispose();
    }
}
