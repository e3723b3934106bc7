namespace CentralEndpoint.Storage;

/// <summary>Says by what an address is counted.</summary>
internal static class EmailDomain
{
    /// <summary>Gives what follows the last @ in lower case; empty where nothing does, and the whole text where there is none.</summary>
    public static string Of(string email) => email[(email.LastIndexOf('@') + 1)..].Trim().ToLowerInvariant();
}
