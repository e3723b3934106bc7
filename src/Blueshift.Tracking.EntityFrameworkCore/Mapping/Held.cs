using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Holds the value of a query's parameter.</summary>
[SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "A query reads a field.")]
internal sealed class Held<T>(T value)
{
    public readonly T Value = value;
}
