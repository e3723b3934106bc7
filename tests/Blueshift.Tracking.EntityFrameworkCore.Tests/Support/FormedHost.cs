using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Makes hosts that register their context in one of the forms, before capture or after.</summary>
internal static class FormedHost
{
    public static TestHost Make(HostDatabase database, ContextForm form, bool isCaptureFirst)
    {
        var context = new ServiceCollection();
        Register(context, database, form);
        return TestHost.Of<HostedContext>(
            database,
            HostContext.Map,
            services =>
            {
                var place = isCaptureFirst ? services.Count : 0;
                foreach (var service in context.Reverse())
                {
                    services.Insert(place, service);
                }
            }
        );
    }

    public static HostedContext Context(TestHost host, ContextForm form)
    {
        if (form is ContextForm.Factory or ContextForm.PooledFactory)
        {
            return host.Pooled();
        }
        if (form != ContextForm.ByHand)
        {
            return host.Context();
        }
        var options = new DbContextOptionsBuilder<HostedContext>();
        host.Database.Use(options);
        options.UseUserActivityTracking(host.Services);
        return new HostedContext(options.Options);
    }

    private static void Register(ServiceCollection services, HostDatabase database, ContextForm form) =>
        _ = form switch
        {
            // Capture makes contexts itself, also where the host builds some by hand.
            ContextForm.Plain or ContextForm.ByHand => services.AddDbContext<HostedContext>(database.Use),
            ContextForm.Pool => services.AddDbContextPool<HostedContext>(database.Use),
            ContextForm.Factory => services.AddDbContextFactory<HostedContext>(database.Use),
            ContextForm.PooledFactory => services.AddPooledDbContextFactory<HostedContext>(database.Use),
            _ => services,
        };
}
