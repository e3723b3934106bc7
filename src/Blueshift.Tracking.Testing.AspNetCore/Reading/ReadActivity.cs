namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Is one element of a batch as read. With a rejection, what could be read is there all the same.</summary>
internal sealed record ReadActivity(string Id)
{
    public Rejection? Rejection { get; init; }

    public ReadData Data { get; init; } = new();

    public string? Subject { get; init; }

    public string? Status { get; init; }

    public string? Source { get; init; }

    public string? Sequence { get; init; }

    public string? Origin { get; init; }
}
