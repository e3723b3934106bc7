using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy;

/// <summary>Registers what the rights of the people recorded are carried out by.</summary>
internal static class PrivacyRegistration
{
    public static void AddPrivacy(this IServiceCollection services, MasterKey key)
    {
        services.AddSingleton(new SubjectIndex(key));
        services.AddSingleton<PersonErasure>();
    }
}
