namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Is what could be read of the six fields but the status. No record: what it holds of a person must not be printed with it.</summary>
internal sealed class ReadData
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? ClientInstanceId { get; init; }

    public string? Date { get; init; }
}
