using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.EntityFrameworkCore.Connecting;

/// <summary>Says that the host's context gives no connection that could be used. It counts as a database that is away.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Made in one place.")]
internal sealed class UnusableConnectionException(string message) : DbException(message);
