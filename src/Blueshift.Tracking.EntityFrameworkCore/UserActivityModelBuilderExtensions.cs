using Blueshift.Tracking.EntityFrameworkCore.Modelling;
using Blueshift.Tracking.Relational;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore;

/// <summary>Puts the outbox into models that are built without the host's services.</summary>
public static class UserActivityModelBuilderExtensions
{
    /// <summary>
    /// Adds the tables of the outbox to a model, for a design-time factory that builds its context without the host's services: its
    /// migrations would otherwise drop them. Called last in <c>OnModelCreating</c>; contexts with capture have the tables by themselves.
    /// </summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="prefix">What the names begin with, as in <see cref="EntityCaptureBuilder.OutboxTables"/>.</param>
    /// <param name="schema">The schema, as in <see cref="EntityCaptureBuilder.OutboxTables"/>. By default the model's own.</param>
    /// <returns>The same model.</returns>
    /// <exception cref="ArgumentException">A name has other characters or another length.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="modelBuilder"/> or <paramref name="prefix"/> is <see langword="null"/>.
    /// </exception>
    public static ModelBuilder AddUserActivityOutbox(
        this ModelBuilder modelBuilder,
        string prefix = OutboxScript.DefaultPrefix,
        string? schema = null
    )
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        OutboxModel.CheckNames(prefix, schema);
        OutboxModel.Add(modelBuilder.Model, prefix, schema, provider: null);
        return modelBuilder;
    }
}
