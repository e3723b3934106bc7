using Blueshift.Tracking.EntityFrameworkCore.Capturing;
using Blueshift.Tracking.EntityFrameworkCore.Modelling;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Connecting;

/// <summary>Finds out what the host's context is, once, without a connection. Safe for several threads.</summary>
internal sealed class ContextFacts<TContext> : IContextFacts
    where TContext : DbContext
{
    private readonly IServiceScopeFactory _scopes;
    private readonly CaptureHooks _hooks;
    private readonly Lazy<ContextReport> _report;
    private readonly AsyncLocal<bool> _isLooking = new();

    public ContextFacts(IServiceScopeFactory scopes, CaptureHooks hooks)
    {
        _scopes = scopes;
        _hooks = hooks;
        // A context that cannot be made now may be made later.
        _report = new Lazy<ContextReport>(Look, LazyThreadSafetyMode.PublicationOnly);
    }

    public ContextReport Report => _report.Value;

    public OutboxDatabase Database =>
        Report.Database
        ?? throw new InvalidOperationException(
            $"{typeof(TContext).Name} cannot hold the outbox: {string.Join(' ', Report.Faults)}"
        );

    public bool IsCircular { get; private set; }

    private ContextReport Look()
    {
        if (_isLooking.Value)
        {
            IsCircular = true;
            throw new InvalidOperationException($"{typeof(TContext).Name} needs what needs it.");
        }
        _isLooking.Value = true;
        try
        {
            return LookAt();
        }
        finally
        {
            _isLooking.Value = false;
        }
    }

    private ContextReport LookAt()
    {
        using var lease = ContextLease.Take<TContext>(_scopes);
        var context = lease.Context;
        var name = context.Database.ProviderName ?? "none";
        if (!context.Database.IsRelational())
        {
            return new ContextReport(name, IsRelational: false, Database: null, []);
        }
        OutboxProvider? provider = name switch
        {
            ColumnTypes.PostgreSqlProvider => OutboxProvider.PostgreSql,
            ColumnTypes.SqliteProvider => OutboxProvider.Sqlite,
            _ => null,
        };
        if (provider is null)
        {
            return Faulty(
                name,
                $"the outbox is for PostgreSQL ({ColumnTypes.PostgreSqlProvider}) and SQLite ({ColumnTypes.SqliteProvider}), and "
                    + $"the context uses {name}."
            );
        }
        var faults = Faults(context).ToList();
        return faults.Count > 0 ? Faulty(name, [.. faults]) : Named(context, provider.Value, name);
    }

    private IEnumerable<string> Faults(DbContext context)
    {
        if (context.Model.FindEntityType(typeof(OutboxEntity)) is null)
        {
            yield return "the tables of the outbox are not in the model. Build the context's options with "
                + "UseUserActivityTracking(services), or call modelBuilder.AddUserActivityOutbox() in OnModelCreating.";
        }
        var plans = _hooks.Plans.Of(context.Model);
        foreach (var fault in plans.Faults)
        {
            yield return fault;
        }
        foreach (var plan in plans.Roots)
        {
            if (!plan.Queries.HasKeyInSql(context))
            {
                yield return $"{plan.Entity.ClrType.Name}: Key cannot be translated to SQL. Use mapped properties and what "
                    + "the database can do with them.";
            }
        }
    }

    private ContextReport Named(DbContext context, OutboxProvider provider, string name)
    {
        var schema =
            provider == OutboxProvider.Sqlite ? null : context.Model.FindEntityType(typeof(OutboxEntity))!.GetSchema();
        try
        {
            var names = TableNames.Of(provider, _hooks.Tables.Prefix, schema);
            var connections = new ContextConnections<TContext>(_scopes);
            return new ContextReport(name, IsRelational: true, new OutboxDatabase(provider, names, connections), []);
        }
        catch (ArgumentException)
        {
            return Faulty(
                name,
                $"the outbox cannot stand in the model's default schema {schema}, for its statements quote nothing. Name another "
                    + "schema of lower-case letters, digits and underscores with OutboxTables(prefix, schema)."
            );
        }
    }

    private static ContextReport Faulty(string provider, params string[] faults) =>
        new(
            provider,
            IsRelational: true,
            Database: null,
            faults.Select(static fault => $"CaptureEntities<{typeof(TContext).Name}>: {fault}").ToList()
        );
}
