using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Registers what only some hosts have.</summary>
internal static class HostRegistrations
{
    /// <summary>Adds an interceptor ahead of all others.</summary>
    public static void ConfigureFirst(this IServiceCollection services, IInterceptor interceptor)
    {
        var first = new ServiceCollection().ConfigureDbContext<HostedContext>(options =>
            options.AddInterceptors(interceptor)
        );
        services.Insert(0, first.Single());
    }

    /// <summary>Adds a pool that hands out the same context again.</summary>
    public static void PoolOfOne(this IServiceCollection services, HostDatabase database) =>
        services.AddPooledDbContextFactory<HostedContext>(
            (provider, options) =>
            {
                database.Use(options);
                options.AddInterceptors(provider.GetRequiredService<StatementLog>());
            },
            poolSize: 1
        );

    public static HostedContext Pooled(this TestHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<HostedContext>>().CreateDbContext();
}
