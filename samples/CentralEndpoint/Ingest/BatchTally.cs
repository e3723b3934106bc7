namespace CentralEndpoint.Ingest;

/// <summary>How many activities of a batch are what.</summary>
/// <param name="Accepted">Those stored.</param>
/// <param name="Additions">Those of them that are additions.</param>
/// <param name="Resent">Those that were here already.</param>
internal sealed record BatchTally(int Accepted, int Additions, int Resent);
