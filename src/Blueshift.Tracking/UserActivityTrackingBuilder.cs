using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking;

/// <summary>Is what <c>AddUserActivityTracking</c> returns; extensions of other packages hang on it.</summary>
public sealed class UserActivityTrackingBuilder
{
    internal UserActivityTrackingBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the services in which tracking is registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Takes the host's ASP.NET Core Data Protection to protect the keys that seal the journal, in place of a key file beside
    /// the data. What waits on disk can then be opened only with the host's key ring.
    /// </summary>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// <para>
    /// The key ring must outlive the process. In a container without a persisted one, its keys vanish at each restart, and what
    /// waits can never be opened again: it is kept and shown as failing, but not delivered. Persist the ring, for example with
    /// <c>PersistKeysToFileSystem</c> on a volume, and give it an application name that a new version keeps.
    /// </para>
    /// <para>
    /// On Linux a key ring in the file system holds its master keys in clear unless it is protected, for example with
    /// <c>ProtectKeysWithCertificate</c>. In clear and on the same volume as the journal it protects no more than the default.
    /// </para>
    /// <para>
    /// The host registers Data Protection itself, with <c>AddDataProtection</c>; start fails when it is missing, and when
    /// <see cref="BufferOptions.KeyFile"/> or an <see cref="IJournalKeyProvider"/> is given too.
    /// </para>
    /// </remarks>
    public UserActivityTrackingBuilder UseDataProtection()
    {
        Services.Configure<UserActivityTrackingOptions>(options => options.Buffer.UsesDataProtection = true);
        return this;
    }

    /// <summary>
    /// Takes a provider of your own to protect the keys that seal the journal, for example one that asks a key service, in place
    /// of a key file beside the data.
    /// </summary>
    /// <typeparam name="TProvider">The provider. It is made once, with constructor arguments from the host's services.</typeparam>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The same as registering it as a singleton <see cref="IJournalKeyProvider"/>. What one provider wrapped, another cannot
    /// open: keep the former's key reachable until nothing waits. Start fails when <see cref="BufferOptions.KeyFile"/> or
    /// <see cref="UseDataProtection"/> is given too.
    /// </remarks>
    public UserActivityTrackingBuilder UseJournalKeyProvider<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider
    >()
        where TProvider : class, IJournalKeyProvider
    {
        Services.Replace(ServiceDescriptor.Singleton<IJournalKeyProvider, TProvider>());
        return this;
    }

    /// <summary>Takes a credential of your own, for example one that asks an authorization server, in place of those of the settings.</summary>
    /// <typeparam name="TCredential">The credential. It is made once, with constructor arguments from the host's services.</typeparam>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The same as registering it as a singleton <see cref="ITrackingCredential"/>. Start fails when the section
    /// <c>UserActivityTracking:Credential</c> holds one too.
    /// </remarks>
    public UserActivityTrackingBuilder UseCredential<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCredential
    >()
        where TCredential : class, ITrackingCredential
    {
        Services.Replace(ServiceDescriptor.Singleton<ITrackingCredential, TCredential>());
        return this;
    }
}
