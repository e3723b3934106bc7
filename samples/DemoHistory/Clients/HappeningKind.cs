namespace DemoHistory.Clients;

/// <summary>What may happen to many users in a day.</summary>
internal enum HappeningKind
{
    /// <summary>They are new.</summary>
    Arrival,

    /// <summary>They are deactivated.</summary>
    Departure,

    /// <summary>They are deactivated, and back within the hour, as by a script that moves them to other groups.</summary>
    Reorganisation,

    /// <summary>They are told of once more, though nothing has changed: what comparing with the user directory finds after a restore.</summary>
    Repetition,
}
