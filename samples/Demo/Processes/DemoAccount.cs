namespace Demo.Processes;

/// <summary>Is an account to try the endpoint's pages with.</summary>
internal sealed record DemoAccount(string Name, string Password);
