namespace Blueshift.Tracking;

/// <summary>
/// Holds the settings of user activity tracking, bound from the section <c>UserActivityTracking</c>. They are checked when
/// the host starts, all at once, and copied: a change afterwards has no effect.
/// </summary>
public sealed class UserActivityTrackingOptions
{
    /// <summary>Is the name of the configuration section.</summary>
    public const string SectionName = "UserActivityTracking";

    /// <summary>Gets or sets whether activities are recorded and delivered.</summary>
    /// <value>
    /// Default <see langword="true"/>. With <see langword="false"/> nothing else is required: the tracker resolves, answers
    /// <see cref="TrackStatus.Disabled"/>, and opens no file, socket or timer.
    /// </value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the base address of the central endpoint.</summary>
    /// <value>
    /// Required. An absolute <c>https</c> address; a path prefix is allowed, a query, user info, fragment or the contract's own
    /// path is not. <c>http</c> is allowed on loopback alone, with <see cref="TlsOptions.AllowInsecureLoopback"/>.
    /// </value>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the id of this installation, as the vendor registered it.</summary>
    /// <value>
    /// Required. 1 to 64 characters of <c>a-z0-9._-</c>, beginning and ending with a letter or digit, without <c>..</c>. All
    /// nodes of one installation share it; a staging installation has its own.
    /// </value>
    public string? ClientInstanceId { get; set; }

    /// <summary>Gets the credential that the vendor issued for this client instance.</summary>
    public CredentialOptions Credential { get; } = new();

    /// <summary>Gets the settings of the buffer in which activities wait.</summary>
    public BufferOptions Buffer { get; } = new();

    /// <summary>Gets or sets how a refusal reaches the caller.</summary>
    /// <value>Default <see cref="FailureMode.Report"/>.</value>
    public FailureMode FailureMode { get; set; } = FailureMode.Report;

    /// <summary>Gets or sets what becomes of the users who were there before tracking was switched on, where a user directory tells of them.</summary>
    /// <value>Default <see cref="BaselineMode.Ask"/>: nothing is sent of them until somebody decides.</value>
    public BaselineMode Baseline { get; set; } = BaselineMode.Ask;

    /// <summary>Gets the settings of delivery.</summary>
    public DeliveryOptions Delivery { get; } = new();

    /// <summary>Gets the settings of TLS. They only tighten; there is no switch to accept any certificate.</summary>
    public TlsOptions Tls { get; } = new();

    /// <summary>Gets or sets the proxy on the way to the endpoint.</summary>
    /// <value>Default <c>system</c>. Allowed: <c>system</c>, <c>none</c>, or an absolute <c>http</c> address.</value>
    public string Proxy { get; set; } = "system";

    /// <summary>
    /// Gets or sets whose waiting activities are moved into this installation's buffer, after its instance id or its endpoint
    /// changed. Without it they are kept and counted as <c>foreign</c>, and sent nowhere.
    /// </summary>
    /// <value>
    /// Default none. The old <see cref="ClientInstanceId"/>, or <c>id@host</c> with the old <see cref="Endpoint"/>'s host when
    /// that changed too. It may stay set when nothing is left to move.
    /// </value>
    public string? MoveWaiting { get; set; }

    /// <summary>Gets the lines of settings whose text could not be read.</summary>
    internal List<string> BindingFaults { get; } = [];

    /// <summary>Gets the settings that this version does not know, each with a sentence that suggests what was meant.</summary>
    internal List<(string Setting, string Suggestion)> UnknownSettings { get; } = [];
}
