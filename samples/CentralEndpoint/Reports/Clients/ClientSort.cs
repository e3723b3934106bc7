namespace CentralEndpoint.Reports.Clients;

/// <summary>By what the clients are sorted. The words are those of the address.</summary>
internal static class ClientSort
{
    public const string ByName = "name";
    public const string ByActive = "active";
    public const string ByNet = "net";
    public const string ByUse = "use";
    public const string ByState = "state";

    private static readonly string[] s_all = [ByName, ByActive, ByNet, ByUse, ByState];

    /// <exception cref="ReportRefusedException">It is none.</exception>
    public static string Read(string? sort) =>
        sort is null ? ByName
        : Array.Exists(s_all, word => word == sort) ? sort
        : throw new ReportRefusedException(
            $"The value of sort is none of {string.Join(", ", s_all)}.",
            "Leave it out for the clients by name."
        );
}
