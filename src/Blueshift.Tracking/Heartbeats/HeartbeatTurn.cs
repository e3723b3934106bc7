using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Says whether it is this process's turn to send heartbeats.</summary>
/// <param name="IsOurs">Whether it is.</param>
/// <param name="Ahead">
/// By how much this host's clock is ahead of the endpoint's, as whoever has the turn learned it; <see langword="null"/> when nobody said.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeartbeatTurn(bool IsOurs, TimeSpan? Ahead);
