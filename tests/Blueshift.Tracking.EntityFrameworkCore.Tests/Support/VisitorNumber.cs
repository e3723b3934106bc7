namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a key of a host's own type, whose number the database makes.</summary>
internal readonly record struct VisitorNumber(int Value);
