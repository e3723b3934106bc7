namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is one encoded activity by itself.</summary>
/// <param name="id">The activity id.</param>
/// <param name="key">The host's key of the user. It stays in the buffer and is never sent.</param>
/// <param name="subject">16 bytes that stand for the user on the wire.</param>
/// <param name="status">The status flag.</param>
/// <param name="bytes">The activity's own part of the wire JSON, from <c>"id":</c> to the element's closing brace.</param>
internal sealed class EncodedActivity(
    Guid id,
    string key,
    ReadOnlyMemory<byte> subject,
    UserActivityStatus status,
    ReadOnlyMemory<byte> bytes
)
{
    public Guid Id { get; } = id;

    public string Key { get; } = key;

    public ReadOnlyMemory<byte> Subject { get; } = subject;

    public UserActivityStatus Status { get; } = status;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}
