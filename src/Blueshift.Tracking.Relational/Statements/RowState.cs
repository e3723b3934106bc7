namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Says what becomes of a row. The numbers are what the table holds.</summary>
internal enum RowState
{
    Waiting = 0,

    /// <summary>It waits for a later time, and no longer holds back what is settled.</summary>
    Parked = 1,

    DeadLetter = 2,

    /// <summary>Nothing of it is left but its number, until the endpoint was told.</summary>
    GivenUp = 3,
}
