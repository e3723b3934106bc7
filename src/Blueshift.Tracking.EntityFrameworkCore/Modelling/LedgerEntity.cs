namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Is a row of the table of what the endpoint knows of each user. It stands in the model so that migrations make the table.</summary>
internal sealed class LedgerEntity : IUserActivityOutboxEntity
{
    public string Instance { get; set; } = "";

    [UserActivityPersonalData]
    public byte[] Subject { get; set; } = [];

    public long Status { get; set; }

    public long Date { get; set; }

    [UserActivityPersonalData]
    public byte[]? Contact { get; set; }
}
