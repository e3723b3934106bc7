using Blueshift.Tracking.Buffering.Files;
using Microsoft.AspNetCore.DataProtection;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Is the key provider in use. Three explicit choices exist, of which a host makes one at most; without one it is a key beside the data.</summary>
internal sealed class JournalKeys
{
    private const string KeyFile = $"{UserActivityTrackingOptions.SectionName}:Buffer:KeyFile";

    private JournalKeys(IJournalKeyProvider provider) => Provider = provider;

    public IJournalKeyProvider Provider { get; }

    /// <summary>Gets the word for the start line and health; a provider of somebody else's is <c>custom</c>.</summary>
    public string Kind => Provider is IJournalKeyKind ours ? ours.Kind : "custom";

    /// <summary>Chooses the provider. Reads and makes no key.</summary>
    /// <param name="options">The settings of the buffer.</param>
    /// <param name="dataProtection">The host's Data Protection, if it is registered.</param>
    /// <param name="custom">A provider that the host registered, if any.</param>
    /// <param name="files">Where key files are read and made.</param>
    /// <param name="root">The buffer's root folder.</param>
    /// <exception cref="InvalidOperationException">
    /// <see cref="Fault"/> is not <see langword="null"/>, which the check at start says first wherever the container can be asked.
    /// </exception>
    public static JournalKeys Choose(
        BufferOptions options,
        IDataProtectionProvider? dataProtection,
        IJournalKeyProvider? custom,
        IFileSystem files,
        string root
    )
    {
        if (Fault(options, dataProtection is not null, custom is not null) is { } fault)
        {
            throw new InvalidOperationException(fault);
        }
        if (custom is not null)
        {
            return new JournalKeys(custom);
        }
        if (options.UsesDataProtection)
        {
            return new JournalKeys(new DataProtectionKeyProvider(dataProtection!));
        }
        return new JournalKeys(
            string.IsNullOrEmpty(options.KeyFile)
                ? new FileJournalKeyProvider(files, root)
                : new SecretKeyFileProvider(files, options.KeyFile)
        );
    }

    /// <summary>Says what is wrong with the host's choice and what to do.</summary>
    /// <returns><see langword="null"/> when it is unambiguous and what it needs is there.</returns>
    public static string? Fault(BufferOptions options, bool hasDataProtection, bool hasCustom) =>
        (!string.IsNullOrEmpty(options.KeyFile), options.UsesDataProtection, hasCustom) switch
        {
            (true, true, _) => $"{KeyFile} is set beside UseDataProtection(). Keep one of the two.",
            (true, _, true) => $"{KeyFile} is set beside a registered IJournalKeyProvider. Keep one of the two.",
            (_, true, true) =>
                "UseDataProtection() is called beside a registered IJournalKeyProvider. Keep one of the two.",
            (_, true, _) when !hasDataProtection =>
                "UseDataProtection() is called, but the host registers no Data Protection. Call services.AddDataProtection() "
                    + "and keep its keys where a restart does not lose them.",
            _ => null,
        };
}
