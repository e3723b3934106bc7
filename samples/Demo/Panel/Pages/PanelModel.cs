using Demo.Panel.Counting;
using Demo.Panel.Pressing;

namespace Demo.Panel.Pages;

/// <summary>Is what the page shows.</summary>
/// <param name="Figures">What was counted last.</param>
/// <param name="Targets">What can be acted on.</param>
/// <param name="Entries">What happened, the latest first.</param>
public sealed record PanelModel(
    PanelFigures Figures,
    IReadOnlyList<TargetModel> Targets,
    IReadOnlyList<LogEntry> Entries
)
{
    /// <summary>Gets whether the story is over, so that buttons can be pressed.</summary>
    public required bool IsOpen { get; init; }

    public required bool IsPaused { get; init; }

    internal static PanelModel Of(PanelRoom room, bool isPaused)
    {
        var endpoints = room.Endpoints;
        return new PanelModel(
            room.Watch.Figures,
            [
                Of(room, ButtonBoard.Endpoint, endpoints.First.Pages, endpoints.IsRunning),
                .. room.Tenants.Select(tenant => Of(room, tenant.Instance, tenant.Address, tenant.IsRunning)),
            ],
            room.Log.Entries
        )
        {
            IsOpen = room.Desk.IsOpen,
            IsPaused = isPaused,
        };
    }

    /// <summary>Gives an address under which the page stays as it is: paused, or not.</summary>
    public static string AddressOf(string address, bool isPaused) => isPaused ? $"{address}?paused=true" : address;

    private static TargetModel Of(PanelRoom room, string target, Uri address, bool isRunning) =>
        new(target, address, isRunning)
        {
            UnderWay = room.Desk.UnderWay(target),
            Buttons = [.. room.Board.Of(target).Where(static button => button.IsOffered())],
        };
}
