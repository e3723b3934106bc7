using CentralEndpoint.Access;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>The pages that are looked at: a line for each.</summary>
internal static class Site
{
    private static readonly SitePage[] Pages =
    [
        new("overview", "/"),
        new("overview-by-instance", "/?by=instance") { NeedsHistory = true },
        new("clients", "/clients") { NeedsHistory = true },
        new("instance", "/instances/acme-prod") { NeedsHistory = true },
        new("seats", "/seats") { NeedsHistory = true },
        new("cohorts", "/cohorts"),
        new("quality", "/quality") { NeedsHistory = true },
        new("fleet", "/fleet") { NeedsHistory = true },
        new("active-users", "/active-users"),
        new("tokens", "/tokens"),
        new("names", "/people") { As = Role.RelationshipReader, NeedsHistory = true },
        new("requests", "/requests") { As = Role.PrivacyOfficer },
        new("new-request", "/requests/new") { As = Role.PrivacyOfficer, NeedsHistory = true },
        new("request-of-access", "/requests/1") { As = Role.PrivacyOfficer, NeedsHistory = true },
        new("request-of-erasure", "/requests/2") { As = Role.PrivacyOfficer, NeedsHistory = true },
        // Each look is an entry of its own: of another action, so that the page stays what it is.
        new("audit", "/audit?action=request-opened") { As = Role.Auditor, NeedsHistory = true },
        new("signed-out", "/signed-out") { As = null },
        new("no-role", "/sign-in/no-role") { As = null },
        new("policy", "/policy") { As = null },
        new("contact", "/contact") { As = null },
    ];

    /// <summary>The widths of a telephone, a tablet and a screen, in CSS pixels.</summary>
    public static readonly int[] Widths = [390, 768, 1280];

    /// <summary>Lists every page of both endpoints.</summary>
    public static IEnumerable<(EndpointKind Endpoint, string Path)> Views =>
        from endpoint in Enum.GetValues<EndpointKind>()
        from page in Pages
        where endpoint == EndpointKind.Filled || !page.NeedsHistory
        select (endpoint, page.Path);

    /// <summary>Gives as whom a page is looked at; <see langword="null"/> for anybody.</summary>
    public static Role? RoleOf(string path) => Pages.Single(page => page.Path == path).As;

    public static string NameOf(string path) => Pages.Single(page => page.Path == path).Name;
}
