namespace Blueshift.Tracking.Buffering;

/// <summary>Is the one buffer of a registration and what it answers for; a package that brings another buffer replaces the service.</summary>
/// <param name="Buffer">The buffer, which the container disposes.</param>
/// <param name="Archive">What it answers to people.</param>
/// <param name="Reports">What it tells the endpoint of its numbers.</param>
internal sealed record BufferParts(IActivityBuffer Buffer, IBufferArchive Archive, IBufferReports Reports);
