namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Is a row of the table of the outbox's id, its leases and counters. It stands in the model so that migrations make the table.</summary>
internal sealed class StateEntity : IUserActivityOutboxEntity
{
    public string Name { get; set; } = "";

    public string? Owner { get; set; }

    public long? LeaseUntil { get; set; }

    public long Delivered { get; set; }

    public long Dropped { get; set; }

    public long Last { get; set; }

    public string? Value { get; set; }
}
