using System.Runtime.InteropServices;

namespace CentralEndpoint.Projection;

/// <summary>Is one activity as the fold sees it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Change(string Subject, long Date, bool Added, string? Origin = null);
