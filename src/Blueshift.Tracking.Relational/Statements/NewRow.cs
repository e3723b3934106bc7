namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is a row to be appended. No record: nothing prints it.</summary>
internal sealed class NewRow
{
    /// <summary>Is what a row takes in the table and its indexes beside its payload, about.</summary>
    public const int Overhead = 160;

    public required Guid Id { get; init; }

    [UserActivityPersonalData]
    public required byte[] Subject { get; init; }

    [UserActivityPersonalData]
    public required byte[] Payload { get; init; }

    public long Size => Payload.Length + Overhead;
}
