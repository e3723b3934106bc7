using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Configuration;

/// <summary>Runs all checks and tells their faults in one message, one line each.</summary>
/// <param name="files">Where a key file is read.</param>
/// <param name="folder">The buffer's folder, which is made and tried out.</param>
/// <param name="further">What other packages check.</param>
/// <param name="registered">Says what the host registered, without making it; some containers cannot.</param>
internal sealed class TrackingOptionsValidator(
    IFileSystem files,
    ChosenFolder folder,
    IEnumerable<IFurtherCheck> further,
    IServiceProviderIsService? registered
) : IValidateOptions<UserActivityTrackingOptions>
{
    private const string SwitchOff =
        "To run without tracking, for example in development, set UserActivityTracking:Enabled to false.";

    public ValidateOptionsResult Validate(string? name, UserActivityTrackingOptions options)
    {
        if (!options.Enabled)
        {
            return ValidateOptionsResult.Success;
        }
        var unreadable = options.BindingFaults;
        var faults = unreadable
            // A setting that could not be read is not also told as missing.
            .Concat(
                OptionFieldsValidator
                    .Check(options, files)
                    .Concat(OptionRelationsValidator.Check(options, registered?.IsService(typeof(ITrackingCredential))))
                    .Concat(KeyChoice(options.Buffer))
                    .Concat(Folder(options.Buffer))
                    .Concat(further.SelectMany(check => check.Faults(options)))
                    .Where(fault => !IsAbout(fault, unreadable))
            )
            // A section that is read twice tells its faults once.
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(Message(faults));
    }

    // One that is not even a path is told by its own check.
    private IEnumerable<string> Folder(BufferOptions buffer) =>
        !buffer.UsesOutbox
        && BufferOptionsValidator.IsFolder(buffer.Folder)
        && folder.For(buffer.Folder).Fault is { } fault
            ? [OptionFault.Wrong("Buffer:Folder", fault)]
            : [];

    private IEnumerable<string> KeyChoice(BufferOptions buffer) =>
        JournalKeys.Fault(
            buffer,
            hasDataProtection: registered?.IsService(typeof(IDataProtectionProvider)) ?? true,
            hasCustom: registered?.IsService(typeof(IJournalKeyProvider)) ?? false
        )
            is { } fault
            ? [fault]
            : [];

    private static bool IsAbout(string fault, IEnumerable<string> unreadable) =>
        unreadable.Any(line =>
            fault.StartsWith(line[..line.IndexOf(": ", StringComparison.Ordinal)], StringComparison.Ordinal)
        );

    private static string Message(List<string> faults)
    {
        var needs = faults.Count == 1 ? "1 setting needs attention" : $"{faults.Count} settings need attention";
        var lines = faults.Select(fault => "  " + fault);
        return string.Join('\n', [$"{UserActivityTrackingOptions.SectionName}: {needs}.", .. lines, SwitchOff]);
    }
}
