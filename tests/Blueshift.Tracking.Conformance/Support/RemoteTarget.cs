using System.Security.Cryptography;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Is an endpoint that runs somewhere, named by environment variables.</summary>
internal sealed class RemoteTarget : IConformanceTarget
{
    private const string Prefix = "BLUESHIFT_CONFORMANCE_";

    private RemoteTarget(Uri address, ConformanceAccount account, ConformanceAccount? other, TokenSigner? signer)
    {
        Client = StrictClient.Create(address, Read("ROOTS"));
        Account = account;
        OtherAccount = other;
        Signer = signer;
    }

    public HttpClient Client { get; }

    public ConformanceAccount Account { get; }

    public ConformanceAccount? OtherAccount { get; }

    public TokenSigner? Signer { get; }

    /// <summary>Reads the variables; gives none where no address is set.</summary>
    public static RemoteTarget? FromEnvironment()
    {
        if (Read("ADDRESS") is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme != "https")
        {
            throw new InvalidOperationException($"{Prefix}ADDRESS is not an https address.");
        }

        var other = Read("OTHER_INSTANCE") is null ? null : Account("OTHER_INSTANCE", "OTHER_API_KEY");
        return new RemoteTarget(address, Account("INSTANCE", "API_KEY"), other, ReadSigner(address));

        static ConformanceAccount Account(string instance, string apiKey) => new(Require(instance), Require(apiKey));
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        Signer?.Key.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TokenSigner? ReadSigner(Uri address)
    {
        if (Read("JWT_KEY_ID") is not { } keyId)
        {
            return null;
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Require("JWT_PRIVATE_KEY_FILE")));
        return new TokenSigner(key, keyId, Require("INSTANCE"), address.AbsoluteUri.TrimEnd('/'));
    }

    private static string Require(string name) =>
        Read(name) ?? throw new InvalidOperationException($"{Prefix}{name} is not set.");

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } value ? value : null;
}
