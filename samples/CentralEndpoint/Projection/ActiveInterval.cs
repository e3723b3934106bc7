using System.Runtime.InteropServices;

namespace CentralEndpoint.Projection;

/// <summary>Is a time during which a user was active, in Unix milliseconds: from its start on, and before its end if it has one.</summary>
/// <param name="Entry">One of <see cref="Entries"/>: how the user became active.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ActiveInterval(long Started, long? Ended, string Entry);
