using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Connecting;

/// <summary>Is a context of the library's own use, in a scope of the host's services.</summary>
internal sealed class ContextLease : IAsyncDisposable, IDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly bool _isMade;

    private ContextLease(AsyncServiceScope scope, DbContext context, bool isMade)
    {
        _scope = scope;
        _isMade = isMade;
        Context = context;
    }

    public DbContext Context { get; }

    /// <exception cref="InvalidOperationException">The context is not registered.</exception>
    public static ContextLease Take<TContext>(IServiceScopeFactory scopes)
        where TContext : DbContext
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            if (scope.ServiceProvider.GetService<TContext>() is { } context)
            {
                return new ContextLease(scope, context, isMade: false);
            }
            var factory =
                scope.ServiceProvider.GetService<IDbContextFactory<TContext>>()
                ?? throw new InvalidOperationException(
                    $"{typeof(TContext).Name} is not registered. Register it with AddDbContext or AddDbContextFactory."
                );
            return new ContextLease(scope, factory.CreateDbContext(), isMade: true);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_isMade)
        {
            Context.Dispose();
        }
        _scope.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMade)
        {
            await Context.DisposeAsync().ConfigureAwait(false);
        }
        await _scope.DisposeAsync().ConfigureAwait(false);
    }
}
