using CentralEndpoint.Reports.Health;

namespace CentralEndpoint.Reports;

/// <summary>What a row of a report is about: one instance, or all productive instances of a client. The names of the members are those of the JSON.</summary>
public abstract record ReportRow
{
    public required string Client { get; init; }

    /// <summary>Gets the instance; absent where all productive instances of the client are meant.</summary>
    public string? Instance { get; init; }

    /// <summary>Gets how many instances are meant.</summary>
    public required int Instances { get; init; }

    /// <summary>Gets whether it is a test instance, which is in no total.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Gets the time zone whose days are meant; absent where the instances of the client are in several.</summary>
    public string? Zone { get; init; }

    /// <summary>Gets the state that is the least to be trusted among those of its instances.</summary>
    public required string State { get; init; }

    /// <summary>Gives a figure; nothing where it would be zero and nobody knows whether it is.</summary>
    internal long? Sure(long users) => users > 0 || InstanceStates.IsHeard(State) ? users : null;
}
