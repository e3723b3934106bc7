using Demo.Panel.Counting;
using Demo.Processes;

namespace Demo.Panel.Pressing;

/// <summary>Is all buttons that there are.</summary>
internal sealed class ButtonBoard
{
    /// <summary>Is the target that is the endpoint, or both endpoints.</summary>
    public const string Endpoint = "endpoint";

    public ButtonBoard(Endpoints endpoints, IReadOnlyList<PanelTenant> tenants, Watch watch)
    {
        Buttons = [.. OfEndpoint(endpoints, watch), .. tenants.SelectMany(Of)];
    }

    public IReadOnlyList<Button> Buttons { get; }

    /// <summary>Gives those of a target.</summary>
    public IEnumerable<Button> Of(string target) => Buttons.Where(button => button.Target == target);

    public Button? Find(string target, string verb) => Of(target).FirstOrDefault(button => button.Verb == verb);

    private static Button[] OfEndpoint(Endpoints endpoints, Watch watch)
    {
        return
        [
            new(Endpoint, "off", "Switch off", () => endpoints.IsRunning, OffAsync),
            new(Endpoint, "on", "Switch on", () => !endpoints.IsRunning, OnAsync),
        ];

        // What it holds is counted once more: while it is off nobody can ask.
        async Task<string> OffAsync(CancellationToken cancellationToken)
        {
            await watch.LookAsync(cancellationToken);
            await endpoints.SwitchOffAsync();
            return "switched OFF";
        }

        async Task<string> OnAsync(CancellationToken cancellationToken)
        {
            // Where one of two has ended by itself.
            await endpoints.SwitchOffAsync();
            await endpoints.StartAsync(cancellationToken);
            return "switched ON";
        }
    }

    private static Button[] Of(PanelTenant tenant) =>
        [
            new(
                tenant.Instance,
                "create",
                $"Create {PanelTenant.Created} users",
                () => tenant.IsRunning,
                tenant.CreateAsync
            ),
            new(
                tenant.Instance,
                "deactivate",
                $"Deactivate {PanelTenant.Deactivated} users",
                () => tenant.HasUsers,
                tenant.DeactivateAsync
            ),
            new(tenant.Instance, "kill", "Kill", () => tenant.IsRunning, tenant.KillAsync),
            new(tenant.Instance, "start", "Start again", () => !tenant.IsRunning, tenant.StartAsync),
        ];
}
