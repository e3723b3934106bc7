using CentralEndpoint.People;
using CentralEndpoint.Privacy.Corrections;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Privacy.Export;
using CentralEndpoint.Privacy.Requests;
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
        services.AddSingleton(new RequestSealer(key));
        services.AddSingleton<PickedUserChange>();
        services.AddSingleton<RequestEntry>();
        services.AddSingleton<RequestRegister>();
        services.AddSingleton<RequestPeople>();
        services.AddSingleton<RequestQuery>();
        services.AddSingleton<PersonSearch>();
        services.AddSingleton<PersonCorrection>();
        services.AddSingleton<CorrectionConflicts>();
        services.AddSingleton<PersonRestriction>();
        services.AddSingleton<AccessExport>();
        services.AddSingleton<PeopleQuery>();
        services.AddSingleton<ErasureRequests>();
        services.AddSingleton<ErasureExecution>();
        services.AddSingleton<ErasureShredding>();
        services.AddSingleton<ErasureRound>();
        services.AddHostedService<ErasureJob>();
    }
}
