namespace CentralEndpoint.Retention;

/// <summary>Registers what deletes by age.</summary>
internal static class RetentionRegistration
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<RetentionTable>();
        services.AddSingleton<Purge>();
        services.AddSingleton<PurgeJob>();
        services.AddHostedService(static provider => provider.GetRequiredService<PurgeJob>());
    }
}
