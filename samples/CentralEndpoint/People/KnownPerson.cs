using CentralEndpoint.Storage;

namespace CentralEndpoint.People;

/// <summary>A user of an instance as a relationship reader sees them. A class without members of <see cref="object"/> that could print it.</summary>
internal sealed class KnownPerson
{
    public required string Subject { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>Gets the name and address as they hold now; absent where none is kept, and where none may be shown.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Gets whether the person had them corrected.</summary>
    public bool IsCorrected { get; init; }
}
