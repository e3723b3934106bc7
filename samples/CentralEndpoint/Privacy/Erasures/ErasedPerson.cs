namespace CentralEndpoint.Privacy.Erasures;

/// <summary>What an erasure came upon.</summary>
/// <param name="Profiles">How many sealed people there were.</param>
/// <param name="Activities">How many activities stay, without a person.</param>
internal sealed record ErasedPerson(long Profiles, long Activities)
{
    public static readonly ErasedPerson Nothing = new(0, 0);
}
