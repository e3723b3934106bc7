using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.EntityFrameworkCore.Connecting;

/// <summary>Knows what the host's context is, whatever its type.</summary>
internal interface IContextFacts
{
    /// <summary>Gets whether making the context asked for what needs the context, so that neither can be made.</summary>
    bool IsCircular { get; }

    /// <summary>Gets what was found out.</summary>
    /// <exception cref="Exception">The context cannot be made.</exception>
    ContextReport Report { get; }

    /// <summary>Gets the outbox's database.</summary>
    /// <exception cref="InvalidOperationException">There can be none; it says why.</exception>
    OutboxDatabase Database { get; }
}
