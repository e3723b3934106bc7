namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a key of a host's own type, which has no operators.</summary>
internal readonly struct StaffId(Guid value) : IEquatable<StaffId>
{
    public Guid Value { get; } = value;

    public bool Equals(StaffId other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is StaffId other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();
}
