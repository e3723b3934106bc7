namespace CentralEndpoint.Access;

/// <summary>What one of the staff is.</summary>
internal enum Role
{
    /// <summary>Reads reports, without names.</summary>
    Reporter,

    /// <summary>Reads reports, and with a stated purpose the names of the instances that were assigned.</summary>
    RelationshipReader,

    /// <summary>Handles the requests of the people who are recorded.</summary>
    PrivacyOfficer,

    /// <summary>Looks after the instances.</summary>
    Operator,

    /// <summary>Reads who looked at what.</summary>
    Auditor,
}
