using static CentralEndpoint.SettingChecks;

namespace CentralEndpoint.Access;

/// <summary>The settings of the section <c>CentralEndpoint:SignIn</c>: who signs people in, by OpenID Connect, and what makes a role.</summary>
public sealed class SignInSettings
{
    /// <summary>Gets or sets the https address of the identity provider, below which its discovery document lies.</summary>
    public string? Authority { get; set; }

    /// <summary>Gets or sets the id that the provider knows the endpoint by.</summary>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the secret of that id. Give it by the environment, or by <see cref="ClientSecretFile"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Gets or sets a file that holds the secret, and nothing else.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>Gets or sets the claim of the identity token whose values make roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Gets or sets the claim that names the instances whose names a relationship reader may read; <c>*</c> is all of them.</summary>
    public string InstanceClaim { get; set; } = "tracking_instances";

    /// <summary>Gets, by the word of a role, the value that makes it; the default is the word itself.</summary>
    public IDictionary<string, string> Roles { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool HasProvider => Authority is not null;

    internal void MakePathsAbsolute(string contentRoot)
    {
        if (ClientSecretFile is not null)
        {
            ClientSecretFile = Path.GetFullPath(ClientSecretFile, contentRoot);
        }
    }

    internal void Check(CentralEndpointSettings settings)
    {
        Authority = string.IsNullOrWhiteSpace(Authority) ? null : Authority;
        foreach (var word in Roles.Keys)
        {
            Require(
                Access.Roles.FromWord(word) is not null,
                $"{Name(nameof(Roles))} names {word}, which is no role. The roles are {string.Join(", ", Access.Roles.All.Select(static role => role.ToWord()))}."
            );
        }

        if (!HasProvider)
        {
            return;
        }

        CheckAddress(Authority, $"SignIn:{nameof(Authority)}");
        Require(!string.IsNullOrWhiteSpace(ClientId), $"{Name(nameof(ClientId))} is missing. The provider gives it.");
        Require(
            settings.PagesAddress is not null,
            $"{CentralEndpointSettings.Name(nameof(settings.PagesAddress))} is missing. With {Name(nameof(Authority))} the pages speak TLS, and the provider sends people back to that address."
        );
        Require(
            ClientSecret is null || ClientSecretFile is null,
            $"{Name(nameof(ClientSecret))} and {Name(nameof(ClientSecretFile))} are both set. Set one."
        );
        Require(
            ClientSecretFile is null || File.Exists(ClientSecretFile),
            $"{Name(nameof(ClientSecretFile))} names a file that is not there."
        );
    }

    internal string? ReadSecret() =>
        ClientSecretFile is null ? ClientSecret : File.ReadAllText(ClientSecretFile).Trim();

    /// <summary>Gives the role that a value of the claim makes; <see langword="null"/> where it makes none.</summary>
    internal Role? RoleOf(string value)
    {
        foreach (var role in Access.Roles.All)
        {
            if (Roles.TryGetValue(role.ToWord(), out var meant) ? meant == value : role.ToWord() == value)
            {
                return role;
            }
        }

        return null;
    }

    private static string Name(string setting) => CentralEndpointSettings.Name($"SignIn:{setting}");
}
