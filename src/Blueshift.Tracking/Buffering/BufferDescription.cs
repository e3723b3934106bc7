namespace Blueshift.Tracking.Buffering;

/// <summary>Is what buffer is in use, in the words that the start line and health have for it.</summary>
/// <param name="Kind">What kind of buffer it is: <c>journal</c> or <c>outbox</c>.</param>
/// <param name="Key">What kind of key seals it.</param>
/// <param name="Durability">What it survives, as it was tried out.</param>
internal sealed record BufferDescription(string Kind, string Key, string Durability)
{
    /// <summary>Is the kind of key where none seals what waits: it is guarded as the host guards its own users.</summary>
    public const string HostDatabase = "none (host database)";

    public override string ToString() =>
        Key == HostDatabase ? $"{Kind} (key: {Key})" : $"{Kind} (sealed, key {Key}, {Durability})";
}
