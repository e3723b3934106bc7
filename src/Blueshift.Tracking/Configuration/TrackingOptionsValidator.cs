using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Configuration;

/// <summary>Runs both validators and tells all faults in one message, one line each.</summary>
internal sealed class TrackingOptionsValidator : IValidateOptions<UserActivityTrackingOptions>
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
                    .Check(options)
                    .Concat(OptionRelationsValidator.Check(options))
                    .Where(fault => !IsAbout(fault, unreadable))
            )
            // A section that is read twice tells its faults once.
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(Message(faults));
    }

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
