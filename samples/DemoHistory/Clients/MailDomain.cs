namespace DemoHistory.Clients;

/// <summary>Is a domain of addresses that a client's users have.</summary>
/// <param name="Name">A name that belongs to nobody.</param>
/// <param name="Share">How many of a hundred users have it.</param>
internal sealed record MailDomain(string Name, int Share);
