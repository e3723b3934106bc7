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

    public ActivityScratch() => Json = new Utf8JsonWriter(Activities, Options);

    public EncodedActivities Activities { get; } = new();

    /// <summary>Gets the writer of <see cref="Activities"/>.</summary>
    public Utf8JsonWriter Json { get; }

    public void Dispose()
    {
        Json.Dispose();
        Activities.Dispose();
    }
}
