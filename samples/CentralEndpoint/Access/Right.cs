namespace CentralEndpoint.Access;

/// <summary>What a route asks of whoever calls it. Each route names one, or that it is for everybody.</summary>
internal enum Right
{
    /// <summary>Reads counts.</summary>
    Figures,

    /// <summary>Reads the state of instances.</summary>
    States,

    /// <summary>Reads names, with a purpose.</summary>
    Names,

    /// <summary>Makes and revokes read tokens of one's own.</summary>
    Tokens,

    /// <summary>Handles requests of people.</summary>
    Requests,

    /// <summary>Reads which requests there are and how they stand, without whose.</summary>
    RequestList,

    /// <summary>Reads the whole audit.</summary>
    Audit,

    /// <summary>Reads what one did oneself.</summary>
    OwnAudit,
}
