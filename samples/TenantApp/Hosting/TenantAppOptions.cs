namespace TenantApp.Hosting;

/// <summary>Holds the settings of this application, bound from the section <c>TenantApp</c>.</summary>
public sealed class TenantAppOptions
{
    /// <summary>Is the name of the configuration section.</summary>
    public const string SectionName = "TenantApp";

    /// <summary>Gets or sets the name shown in the header and in mails.</summary>
    public string Name { get; set; } = "Tenant application";

    /// <summary>
    /// Gets or sets the folder of the database, of the data-protection keys and, in Development, of the activities that wait;
    /// relative to the content root. With PostgreSQL the database is elsewhere, and all nodes have one folder.
    /// </summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Gets or sets the folder in which mails wait to be sent; by default <c>mail</c> in the data folder.</summary>
    public string? MailDropFolder { get; set; }

    /// <summary>Gets or sets the address that mails come from.</summary>
    public string MailFrom { get; set; } = "no-reply@localhost";

    /// <summary>Gets or sets the first administrator's password; one is made at random if it is not set.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>
    /// Gets or sets whether user activities wait in the journal, a folder, rather than beside the users in the database. Started with
    /// <c>--journal</c> it is set.
    /// </summary>
    /// <remarks>
    /// Then Identity's manager tells of users, as it must where a store is not EF Core's. An application whose users stand in a context
    /// leaves it out: docs/capture.md says what it costs.
    /// </remarks>
    public bool UsesJournal { get; set; }

    /// <summary>Turns the short form of an argument into the setting that it stands for.</summary>
    public static string Setting(string argument) =>
        argument == "--journal" ? $"--{SectionName}:{nameof(UsesJournal)}=true" : argument;
}
