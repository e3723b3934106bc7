namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is what a host does to all tables of its model.</summary>
public enum NamingHabit
{
    None,
    RenamesAll,
    LimitsAndConverts,
    DefaultSchema,
}
