namespace CentralEndpoint.Reports.Restatement;

/// <summary>A period of one zone that was closed.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Number">The number of the period, from 0.</param>
/// <param name="End">When it ended, in Unix milliseconds.</param>
/// <param name="Closed">When it was closed: what was received from then on is late.</param>
internal sealed record ClosedPeriod(string Zone, int Number, long End, long Closed);
