namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Is a row of the table in which activities wait. No record: nothing prints it.</summary>
internal sealed class OutboxEntity : IUserActivityOutboxEntity
{
    public long Sequence { get; set; }

    public byte[] Id { get; set; } = [];

    public string Instance { get; set; } = "";

    [UserActivityPersonalData]
    public byte[]? Subject { get; set; }

    [UserActivityPersonalData]
    public byte[]? Payload { get; set; }

    public long Size { get; set; }

    public long Origin { get; set; }

    public long State { get; set; }

    public long RecordedAt { get; set; }

    public string? Owner { get; set; }

    public long? LeaseUntil { get; set; }

    public long Attempts { get; set; }

    public long NotBefore { get; set; }

    public string? Reason { get; set; }

    public long Untold { get; set; }
}
