namespace CentralEndpoint.Privacy.Erasures;

/// <summary>What an erasure would come upon.</summary>
/// <param name="People">How many users of instances were picked.</param>
/// <param name="Profiles">How many sealed people would go.</param>
/// <param name="Activities">How many activities would stay, without a person: status, dates and instance.</param>
public sealed record ErasurePreview(long People, long Profiles, long Activities);
