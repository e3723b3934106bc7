using System.Net;
using CentralEndpoint.Access;
using CentralEndpoint.Ingest;
using CentralEndpoint.Storage;
using static CentralEndpoint.SettingChecks;

namespace CentralEndpoint;

/// <summary>The settings of the section <c>CentralEndpoint</c>, checked and with every path made absolute.</summary>
public sealed class CentralEndpointSettings
{
    private const string Section = "CentralEndpoint";

    /// <summary>Gets or sets the folder of everything that the endpoint keeps; relative to the content root.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Gets or sets the https port that clients post to; 0 lets the system choose.</summary>
    public int IngestPort { get; set; } = 7443;

    /// <summary>Gets or sets the http port of the pages, always on loopback; 0 lets the system choose.</summary>
    public int PagesPort { get; set; } = 7480;

    /// <summary>Gets or sets the address of the ingest listener: <c>localhost</c> or an IP address.</summary>
    public string BindAddress { get; set; } = "localhost";

    /// <summary>Gets or sets the https address that clients are told; the default is localhost and the ingest port.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>Gets or sets the other https addresses that clients are configured with; a signed token must be made for one of them all.</summary>
    public IReadOnlyList<string>? OtherPublicAddresses { get; set; }

    /// <summary>
    /// Gets or sets the connection string of a PostgreSQL database, which several endpoints may share; without it everything is in a
    /// file of the data folder. It may hold a password: give it by the environment.
    /// </summary>
    public string? PostgreSql { get; set; }

    /// <summary>Gets or sets the file of the 32-byte master key; the default is <c>master.key</c> in the data folder.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>Gets or sets a PEM file with the server's certificate, its chain after it; goes with the key file.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Gets or sets a PEM file with the private key of <see cref="CertificateFile"/>.</summary>
    public string? CertificateKeyFile { get; set; }

    /// <summary>Gets or sets in how many seconds the next heartbeat is asked for, 60 to 86,400.</summary>
    public int HeartbeatSeconds { get; set; } = 900;

    /// <summary>Gets or sets how many requests of one instance an endpoint takes in a minute, 1 to 1,000,000.</summary>
    public int MaxRequestsPerMinute { get; set; } = 6000;

    /// <summary>Gets or sets how many activities of one instance are stored in a day of UTC, over all endpoints, 500 to 1,000,000,000.</summary>
    public int MaxActivitiesPerDay { get; set; } = 5_000_000;

    /// <summary>
    /// Gets or sets the https address at which people open the pages. With it the pages speak TLS with the endpoint's certificate, at
    /// <see cref="BindAddress"/>; without it they answer on this machine alone, over http.
    /// </summary>
    public string? PagesAddress { get; set; }

    /// <summary>Gets or sets for how many hours somebody stays signed in, 1 to 24.</summary>
    public int SessionHours { get; set; } = 8;

    /// <summary>Gets or sets who signs people in; without it nobody can but the accounts of a development machine.</summary>
    public SignInSettings SignIn { get; set; } = new();

    /// <summary>Gets for how long what is personal is kept.</summary>
    public RetentionSettings Retention { get; } = new();

    /// <summary>Gets or sets the email address of the vendor's privacy contact, which the public pages name.</summary>
    public string PrivacyContact { get; set; } = "privacy@blueshift.one";

    /// <summary>Gets or sets the https address of the vendor's own policy; without it the public pages name none.</summary>
    public string? PolicyAddress { get; set; }

    /// <summary>Gets or sets how many hours after its approval an erasure is carried out, 0 to 720: until then it can be cancelled.</summary>
    public int ErasureDelayHours { get; set; } = 72;

    /// <summary>Gets or sets after how many days no backup is kept any more, 1 to 3650: the vendor's own practice, told to whoever asks.</summary>
    public int BackupDays { get; set; } = 35;

    internal string DatabaseFile => Path.Combine(DataFolder, "endpoint.db");

    internal string RootFile => Path.Combine(DataFolder, "root.pem");

    internal string ServerFile => Path.Combine(DataFolder, "server.pem");

    internal bool HasOwnCertificate => CertificateFile is not null;

    /// <summary>Gets whether clients were given an address of their own, not this machine's.</summary>
    private bool HasPublicAddress { get; set; }

    /// <summary>Gets whether clients elsewhere are told an address that is their own machine.</summary>
    internal bool IsPublicAddressMissing =>
        !HasPublicAddress && !IsBoundToLocalhost && !IPAddress.IsLoopback(IPAddress.Parse(BindAddress));

    /// <summary>Gets whether the address that clients are told has its port: one of the system's choice is not known before the start.</summary>
    internal bool IsPublicAddressKnown => HasPublicAddress || IngestPort != 0;

    internal bool IsBoundToLocalhost => BindAddress.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    internal static CentralEndpointSettings Read(IConfiguration configuration, string contentRoot)
    {
        var settings = new CentralEndpointSettings();
        RefuseUnknown(configuration.GetSection(Section), typeof(CentralEndpointSettings));
        RefuseUnknown(configuration.GetSection(Section).GetSection(nameof(SignIn)), typeof(SignInSettings));
        RefuseUnknown(configuration.GetSection(Section).GetSection(nameof(Retention)), typeof(RetentionSettings));
        RefuseText(configuration.GetSection(Section), nameof(OtherPublicAddresses));
        Bind(configuration.GetSection(Section), settings);
        settings.MakePathsAbsolute(contentRoot);
        settings.Check();
        settings.CheckPages();
        settings.NormalizeAddresses();
        return settings;
    }

    internal static string Name(string setting) =>
        $"{Section}:{setting} (environment: {Section}__{setting.Replace(":", "__", StringComparison.Ordinal)})";

    private void MakePathsAbsolute(string contentRoot)
    {
        DataFolder = Path.GetFullPath(DataFolder, contentRoot);
        MasterKeyFile = Path.GetFullPath(MasterKeyFile ?? Path.Combine(DataFolder, "master.key"), contentRoot);
        CertificateFile = CertificateFile is null ? null : Path.GetFullPath(CertificateFile, contentRoot);
        CertificateKeyFile = CertificateKeyFile is null ? null : Path.GetFullPath(CertificateKeyFile, contentRoot);
        SignIn.MakePathsAbsolute(contentRoot);
        // An environment cannot unset what it sets.
        PostgreSql = string.IsNullOrWhiteSpace(PostgreSql) ? null : PostgreSql;
        PagesAddress = string.IsNullOrWhiteSpace(PagesAddress) ? null : PagesAddress;
        PolicyAddress = string.IsNullOrWhiteSpace(PolicyAddress) ? null : PolicyAddress;
        HasPublicAddress = !string.IsNullOrWhiteSpace(PublicAddress);
        PublicAddress = HasPublicAddress ? PublicAddress : $"https://localhost:{IngestPort}";
    }

    private void Check()
    {
        Retention.Check();
        CheckPort(IngestPort, nameof(IngestPort));
        CheckPort(PagesPort, nameof(PagesPort));
        Require(
            IngestPort != PagesPort || IngestPort == 0,
            $"{Name(nameof(PagesPort))} is {PagesPort}, the same as {nameof(IngestPort)}. The two listeners need two ports."
        );
        Require(
            PostgreSql is null || PostgresEngine.IsConnectionString(PostgreSql),
            $"{Name(nameof(PostgreSql))} is no connection string. Write it like Host=db.example;Database=tracking;Username=endpoint;Password=..."
        );
        CheckRange(MaxRequestsPerMinute, nameof(MaxRequestsPerMinute), 1, 1_000_000, "requests");
        CheckRange(MaxActivitiesPerDay, nameof(MaxActivitiesPerDay), BatchLimits.MaxCount, 1_000_000_000, "activities");
        CheckRange(HeartbeatSeconds, nameof(HeartbeatSeconds), 60, 86_400, "seconds");
        Require(
            IsBoundToLocalhost || IPAddress.TryParse(BindAddress, out _),
            $"{Name(nameof(BindAddress))} is neither localhost nor an IP address. For every interface set 0.0.0.0 or ::."
        );
        CheckAddress(PublicAddress, nameof(PublicAddress));
        foreach (var other in OtherPublicAddresses ?? [])
        {
            CheckAddress(other, nameof(OtherPublicAddresses));
        }

        Require(
            CertificateFile is null == CertificateKeyFile is null,
            $"{Name(nameof(CertificateFile))} and {Name(nameof(CertificateKeyFile))} go together: set both or neither."
        );
    }

    private void CheckPages()
    {
        CheckRange(SessionHours, nameof(SessionHours), 1, 24, "hours");
        CheckRange(ErasureDelayHours, nameof(ErasureDelayHours), 0, 720, "hours");
        CheckRange(BackupDays, nameof(BackupDays), 1, 3650, "days");
        if (PagesAddress is not null)
        {
            CheckAddress(PagesAddress, nameof(PagesAddress));
        }

        CheckMail(PrivacyContact, nameof(PrivacyContact));
        if (PolicyAddress is not null)
        {
            CheckAddress(PolicyAddress, nameof(PolicyAddress));
        }

        SignIn.Check(this);
    }

    // As a client writes the address into its tokens.
    private void NormalizeAddresses()
    {
        PublicAddress = Normalized(PublicAddress!);
        OtherPublicAddresses = OtherPublicAddresses?.Select(Normalized).ToList();

        static string Normalized(string address) => new Uri(address).AbsoluteUri.TrimEnd('/');
    }
}
