using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.EntityFrameworkCore;

/// <summary>
/// Marks the rows that tracking adds to the host's context. A host whose own interceptors look at what is saved, for an audit for
/// example, leaves out entities of this kind: they may hold a person's data.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1040:Avoid empty interfaces",
    Justification = "Interceptors ask an entity whether it is one."
)]
public interface IUserActivityOutboxEntity;
