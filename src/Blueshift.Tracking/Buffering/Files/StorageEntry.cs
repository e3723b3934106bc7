namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is one entry of a folder. A class: queries over it run on code that the runtime has compiled already, which a host's start feels.</summary>
/// <param name="Name">The name without the folder.</param>
/// <param name="Kind">What it is; a link is never followed.</param>
/// <param name="Length">Bytes of a file; 0 for anything else.</param>
/// <param name="Modified">When it was last written.</param>
internal sealed record StorageEntry(string Name, StorageEntryKind Kind, long Length, DateTimeOffset Modified);
