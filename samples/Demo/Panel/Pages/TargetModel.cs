using Demo.Panel.Pressing;

namespace Demo.Panel.Pages;

/// <summary>Is the endpoint or a client instance, as the page shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where its own pages are.</param>
/// <param name="IsRunning">Whether it runs.</param>
public sealed record TargetModel(string Name, Uri Address, bool IsRunning)
{
    /// <summary>Gets what is being done to it; <see langword="null"/> for nothing.</summary>
    public required string? UnderWay { get; init; }

    /// <summary>Gets what can be done to it now.</summary>
    public required IReadOnlyList<Button> Buttons { get; init; }
}
