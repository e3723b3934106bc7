using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>
/// Is what <see cref="ActivityEncoder"/> once wrote, read back: for a search by email address, and for another instance id. No record:
/// nothing prints it.
/// </summary>
internal sealed class StoredActivity
{
    private StoredActivity() { }

    [UserActivityPersonalData]
    public string FirstName { get; private set; } = "";

    [UserActivityPersonalData]
    public string LastName { get; private set; } = "";

    [UserActivityPersonalData]
    public string Email { get; private set; } = "";

    public DateTimeOffset? Date { get; private set; }

    /// <summary>Reads an activity's own part of the wire JSON.</summary>
    /// <returns><see langword="null"/> when the bytes are none.</returns>
    public static StoredActivity? TryRead(ActivityRecord record)
    {
        // The opening brace is the envelope's.
        var length = record.Bytes.Length + 1;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            bytes[0] = (byte)'{';
            record.Bytes.CopyTo(bytes.AsSpan(1));
            return Read(bytes.AsSpan(0, length));
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string that is no valid UTF-8.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private static StoredActivity Read(ReadOnlySpan<byte> json)
    {
        var stored = new StoredActivity();
        var reader = new Utf8JsonReader(json);
        var name = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = reader.GetString()!;
            }
            else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 2)
            {
                stored.Take(name, reader.GetString()!);
            }
        }
        return stored;
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "firstName":
                FirstName = value;
                break;
            case "lastName":
                LastName = value;
                break;
            case "email":
                Email = value;
                break;
            case "date":
                Date = DateTimeOffset.TryParse(
                    value,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.RoundtripKind,
                    out var date
                )
                    ? date
                    : null;
                break;
            default:
                break;
        }
    }
}
