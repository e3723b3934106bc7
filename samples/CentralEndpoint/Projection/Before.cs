using System.Runtime.InteropServices;

namespace CentralEndpoint.Projection;

/// <summary>Is what is known of a user before the time from which on activities are folded.</summary>
/// <param name="Open">The interval that the user was in then, without its end; <see langword="null"/> if in none.</param>
/// <param name="WasEverActive">Whether the user had been active at all.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Before(ActiveInterval? Open, bool WasEverActive);
