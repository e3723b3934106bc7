using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy;

/// <summary>Registers what the rights of the people recorded are carried out by.</summary>
internal static class PrivacyRegistration
{
    public static void AddPrivacy(this IServiceCollection services, MasterKey key)
    {
        services.AddSingleton(new SubjectIndex(key));
        services.AddSingleton<PersonErasure>();
        services.AddSingleton<SuppressionLift>();
        services.AddSingleton<ErasureJournal>();
        services.AddSingleton<JournalCatchUp>();
        services.AddSingleton<ErasureReplay>();
        services.AddSingleton<RequestSteps>();
        services.AddSingleton<ErasureExecution>();
        services.AddSingleton<ErasureShredding>();
        services.AddSingleton<ErasureRound>();
        services.AddHostedService<ErasureJob>();
    }
}
