using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Makes hosts whose context has a habit.</summary>
internal static class HabitualHost
{
    public static TestHost Make(HostDatabase database, NamingHabit habit, Action<EntityCaptureBuilder>? more) =>
        habit switch
        {
            NamingHabit.RenamesAll => Make<HabitualContext.Renaming>(database, more),
            NamingHabit.LimitsAndConverts => Make<HabitualContext.Limiting>(database, more),
            NamingHabit.DefaultSchema => Make<HabitualContext.Schematic>(database, more),
            _ => Make<HabitualContext.Plain>(database, more),
        };

    /// <summary>Makes a context of the host.</summary>
    public static HostContext Habitual(this TestHost host) =>
        host.Services.CreateScope().ServiceProvider.GetRequiredService<HostContext>();

    private static TestHost Make<TContext>(HostDatabase database, Action<EntityCaptureBuilder>? more)
        where TContext : HostContext =>
        TestHost.Of<TContext>(
            database,
            capture =>
            {
                HostContext.Map(capture);
                more?.Invoke(capture);
            },
            services =>
                services
                    .AddDbContext<TContext>(database.Use)
                    .AddScoped<HostContext>(static provider => provider.GetRequiredService<TContext>())
        );
}
