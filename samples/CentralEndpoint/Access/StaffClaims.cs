namespace CentralEndpoint.Access;

/// <summary>The claims of a session.</summary>
internal static class StaffClaims
{
    public const string Account = "account";
    public const string Name = "name";
    public const string Role = "role";
    public const string Instance = "instance";
    public const string Session = "session";
}
