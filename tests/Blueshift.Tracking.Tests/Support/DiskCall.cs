namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is one call of a file system: its number among the operations (0 for one that only reads), its method and its path.</summary>
internal readonly record struct DiskCall(int Operation, string Name, string Path);
