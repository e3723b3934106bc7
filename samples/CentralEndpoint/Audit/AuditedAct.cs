namespace CentralEndpoint.Audit;

/// <summary>What is written into the audit chain. It names fields and identifiers, never a name, an address or what was searched for.</summary>
/// <param name="Actor">The account, <see cref="Command"/> or <see cref="Endpoint"/>.</param>
/// <param name="Roles">The account's roles at that time, separated by spaces.</param>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Target">What it was done to, such as <c>instance acme-prod</c> or <c>request 12</c>.</param>
internal sealed record AuditedAct(string Actor, string Roles, string Action, string Target)
{
    /// <summary>Is the actor of what an operator does at the machine.</summary>
    public const string Command = "command";

    /// <summary>Is the actor of what the program does by itself.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>Gets how many people or rows it is about.</summary>
    public long Count { get; init; }

    public string? Purpose { get; init; }

    /// <summary>Gets what the purpose refers to, such as the number of a ticket.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets the privacy request that it belongs to.</summary>
    public long? Request { get; init; }

    /// <summary>Gets an act of the program itself.</summary>
    public static AuditedAct OfEndpoint(string action, string target) => new(Endpoint, "", action, target);
}
