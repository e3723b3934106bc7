using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Is the scripted endpoint in this process, without a script.</summary>
internal sealed class ScriptedTarget : IConformanceTarget
{
    private readonly ScriptedEndpoint _endpoint;
    private readonly string _rootFile = Path.GetTempFileName();

    private ScriptedTarget(ScriptedEndpoint endpoint)
    {
        _endpoint = endpoint;
        endpoint.WriteRoot(_rootFile);
        endpoint.Options.ApiKeys = new()
        {
            [Account.ApiKey] = Account.Instance,
            [OtherAccount!.ApiKey] = OtherAccount.Instance,
        };
        Client = StrictClient.Create(endpoint.Address, _rootFile);
    }

    public HttpClient Client { get; }

    public ConformanceAccount Account { get; } = new("conformance", ScriptedEndpoint.ApiKey);

    public ConformanceAccount? OtherAccount { get; } =
        new("other", "bst1_efgh2345_sssssssssssssssssssssssssssssssssssssssssss_717f79b7");

    public TokenSigner? Signer => null;

    public static async Task<ScriptedTarget> StartAsync() => new(await ScriptedEndpoint.StartAsync());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _endpoint.DisposeAsync();
        File.Delete(_rootFile);
    }
}
