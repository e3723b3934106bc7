using Demo.Processes;

namespace Demo.Telling;

/// <summary>Tells where to look.</summary>
internal sealed class AddressList(Stage stage, Narrator narrator)
{
    private const int Width = 26;
    private const int Account = 20;

    /// <param name="panel">Where the panel is; <see langword="null"/> where there is none.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task SayAsync(Uri? panel, CancellationToken cancellationToken)
    {
        var (first, second) = (stage.Endpoints.First, stage.Endpoints.Second);
        var tls = await first.ReadTlsVersionAsync(cancellationToken);
        narrator.Say($"  Open      {Show(first.Pages)}{(second is null ? "central endpoint" : "endpoint 1")}, reports");
        if (second is not null)
        {
            narrator.Say($"            {Show(second.Pages)}endpoint 2, the same");
        }
        foreach (var account in first.Accounts)
        {
            narrator.Say($"              sign in as {account.Name.PadRight(Account)}password {account.Password}");
        }
        if (panel is not null)
        {
            narrator.Say($"            {Show(panel)}panel: switch the endpoint off, kill an instance, see what waits");
        }
        narrator.Say(
            $"            {Show(stage.Acme.Address)}acme-prod, sign in as admin, password {stage.AdminPassword}"
        );
        foreach (var (number, node) in stage.Globex.Index())
        {
            var which = stage.Globex.Count == 1 ? "" : $" node {number + 1}";
            narrator.Say($"            {Show(node.Address)}globex-prod{which}, the same");
        }
        narrator.Say($"  Ingest    {Show(first.Ingest)}{tls}, certificate made at start");
        if (second is not null)
        {
            narrator.Say(
                $"            balanced between endpoint 1 (port {first.IngestPort}) and 2 (port {second.IngestPort})"
            );
        }
        narrator.Say("");
    }

    private static string Show(Uri address) => address.GetLeftPart(UriPartial.Authority).PadRight(Width);
}
