namespace CentralEndpoint.Storage;

/// <summary>One link of the audit chain: who did or saw what, never what was seen.</summary>
internal sealed class AuditEntryRow
{
    public required long Number { get; init; }

    public required long Time { get; init; }

    /// <summary>Gets the account, <c>command</c> for an operator at the machine, or <c>endpoint</c> for the program itself.</summary>
    public required string Actor { get; init; }

    /// <summary>Gets the roles of the account at that time, separated by spaces.</summary>
    public required string Roles { get; init; }

    public required string Action { get; init; }

    /// <summary>Gets what it was done to: a report, an instance, subjects, a request. Never a name or an address.</summary>
    public required string Target { get; init; }

    /// <summary>Gets how many people or rows it was about.</summary>
    public required long Count { get; init; }

    /// <summary>Gets the stated purpose; absent where none has to be stated.</summary>
    public string? Purpose { get; init; }

    public string? Reference { get; init; }

    /// <summary>Gets the privacy request that it belongs to.</summary>
    public long? Request { get; init; }

    public required byte[] Previous { get; init; }

    /// <summary>Gets the link: see <see cref="CentralEndpoint.Audit.AuditChain"/>.</summary>
    public required byte[] Hash { get; set; }
}
