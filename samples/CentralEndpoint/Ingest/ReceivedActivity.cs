using CentralEndpoint.Storage;

namespace CentralEndpoint.Ingest;

/// <summary>
/// One element of a batch as read. With a <see cref="Rejection"/> the other members may be missing, except that subject and
/// status stay when they are valid: they decide whether a known id is a duplicate.
/// </summary>
internal sealed class ReceivedActivity
{
    public required string Id { get; init; }

    public Rejection? Rejection { get; set; }

    public string? Subject { get; set; }

    public bool? Added { get; set; }

    public string Source { get; set; } = "";

    public string Sequence { get; set; } = "";

    public string? Origin { get; set; }

    public DateTimeOffset Date { get; set; }

    public Profile? Profile { get; set; }
}
