using System.Runtime.InteropServices;

namespace CentralEndpoint.Projection;

/// <summary>Is a time during which a user was active, in Unix milliseconds: from its start on, and before its end if it has one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ActiveInterval(long Started, long? Ended);
