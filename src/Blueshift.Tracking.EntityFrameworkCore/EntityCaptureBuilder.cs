using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Blueshift.Tracking.Relational;

namespace Blueshift.Tracking.EntityFrameworkCore;

/// <summary>Says which entities are users, and what the tables of the outbox are called.</summary>
public sealed class EntityCaptureBuilder
{
    private readonly UserActivityTrackingBuilder _tracking;
    private readonly EntityCapture _capture;

    internal EntityCaptureBuilder(UserActivityTrackingBuilder tracking, EntityCapture capture)
    {
        _tracking = tracking;
        _capture = capture;
    }

    /// <summary>Captures what becomes of the entities of a type. Types derived from it are included.</summary>
    /// <typeparam name="TUser">The entity.</typeparam>
    /// <param name="map">Says where the entity has what is told of a user.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity is mapped already.</exception>
    public EntityCaptureBuilder Track<TUser>(Action<UserMapBuilder<TUser>> map)
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(map);
        var builder = new UserMapBuilder<TUser>();
        map(builder);
        _capture.Add(builder.Map);
        return this;
    }

    /// <summary>Names the tables of the outbox otherwise than <c>blueshift_outbox</c>, <c>blueshift_ledger</c> and <c>blueshift_state</c>.</summary>
    /// <param name="prefix">What the names begin with: 1 to 32 lower-case letters, digits and underscores, the first no digit.</param>
    /// <param name="schema">
    /// The schema: 1 to 63 lower-case letters, digits and underscores, the first no digit. By default the model's own default schema.
    /// SQLite has none and leaves it out.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name has other characters or another length.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is <see langword="null"/>.</exception>
    public EntityCaptureBuilder OutboxTables(string prefix = OutboxScript.DefaultPrefix, string? schema = null)
    {
        _tracking.OutboxTables(prefix, schema);
        return this;
    }
}
