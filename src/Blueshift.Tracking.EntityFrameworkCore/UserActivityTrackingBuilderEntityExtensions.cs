using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Capturing;
using Blueshift.Tracking.EntityFrameworkCore.Connecting;
using Blueshift.Tracking.EntityFrameworkCore.Directories;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Blueshift.Tracking.EntityFrameworkCore.Registration;
using Blueshift.Tracking.Relational.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EntityFrameworkCore;

/// <summary>Registers capture in the host's context.</summary>
public static class UserActivityTrackingBuilderEntityExtensions
{
    /// <summary>
    /// Captures users that are created, deactivated, reactivated and deleted by saves of a context, in the transaction of the save: the
    /// activity exists if and only if the change does.
    /// </summary>
    /// <typeparam name="TContext">
    /// The context, registered before or after in any form: <c>AddDbContext</c>, a pool, a factory. Its own type, not one that it
    /// derives from.
    /// </typeparam>
    /// <param name="builder">What <c>AddUserActivityTracking</c> returned.</param>
    /// <param name="capture">Says which entities are users. The mappings of several calls for the same context are put together.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">An entity is mapped twice, or another context has the outbox already.</exception>
    /// <remarks>
    /// <para>
    /// The outbox is three tables in the context's database, which come into its model by themselves: add one migration. Where a table is
    /// not there yet nothing is added, saves go on, and what was missed is found by comparing all users once it is.
    /// </para>
    /// <para>
    /// Statements that pass the change tracker by (<c>ExecuteUpdate</c>, <c>ExecuteDelete</c>, raw SQL) are not captured; they have all
    /// users compared soon. Each context needs a connection of its own: a context that is handed out with an open connection, as for a
    /// SQLite database in memory that the tests of a host share, cannot be used beside the host.
    /// </para>
    /// </remarks>
    public static UserActivityTrackingBuilder CaptureEntities<TContext>(
        this UserActivityTrackingBuilder builder,
        Action<EntityCaptureBuilder> capture
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(capture);
        capture(new EntityCaptureBuilder(builder, Registered<TContext>(builder.Services)));
        return builder;
    }

    private static EntityCapture Registered<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        var known = services
            .Select(static service => service.IsKeyedService ? null : service.ImplementationInstance)
            .OfType<EntityCapture>()
            .FirstOrDefault();
        if (known is null)
        {
            var made = new EntityCapture(typeof(TContext));
            Register<TContext>(services, made);
            return made;
        }
        return known.ContextType == typeof(TContext)
            ? known
            : throw new InvalidOperationException(
                $"The outbox stands in {known.ContextType.Name} already, and one registration has one outbox. Capture "
                    + $"{typeof(TContext).Name} in another process, or track the users of one of the two."
            );
    }

    private static void Register<TContext>(IServiceCollection services, EntityCapture capture)
        where TContext : DbContext
    {
        services.AddOutbox();
        services.AddSingleton(capture);
        services.AddSingleton(provider => new CaptureHooks(provider, capture));
        services.AddSingleton<IContextFacts>(provider => new ContextFacts<TContext>(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<CaptureHooks>()
        ));
        services.TryAddSingleton(provider => provider.GetRequiredService<IContextFacts>().Database);
        services.AddSingleton<IFurtherCheck>(provider => new CaptureCheck(
            provider.GetRequiredService<IContextFacts>(),
            capture
        ));
        services.AddSingleton<IPostConfigureOptions<UserActivityTrackingOptions>>(provider => new CaptureOff(
            provider.GetRequiredService<IContextFacts>(),
            capture,
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.TryAddSingleton<IUserDirectory>(provider => new ContextDirectory<TContext>(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<CaptureHooks>().Plans
        ));
        services.ConfigureDbContext<TContext>(static (provider, options) => options.UseUserActivityTracking(provider));
    }
}
