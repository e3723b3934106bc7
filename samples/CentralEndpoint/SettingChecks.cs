using System.Net.Mail;

namespace CentralEndpoint;

/// <summary>Refuses settings in the operator's words.</summary>
internal static class SettingChecks
{
    public static void CheckAddress(string? text, string setting) =>
        Require(
            Uri.TryCreate(text, UriKind.Absolute, out var address)
                && address.Scheme == Uri.UriSchemeHttps
                && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0,
            $"{CentralEndpointSettings.Name(setting)} is not an https address without user, query and fragment."
        );

    public static void CheckMail(string text, string setting) =>
        Require(
            MailAddress.TryCreate(text, out var mail)
                && mail.Address == text
                && text.All(static c => c is > ' ' and < '\x7f' and not ('"' or '?' or '%' or '&')),
            $"{CentralEndpointSettings.Name(setting)} is not an email address such as privacy@vendor.example."
        );

    public static void CheckPort(int port, string setting) =>
        Require(
            port is >= 0 and <= 65535,
            $"{CentralEndpointSettings.Name(setting)} is {port}. Allowed are 1 to 65535, and 0 for any free port."
        );

    public static void CheckRange(int value, string setting, int least, int most, string unit) =>
        Require(
            value >= least && value <= most,
            $"{CentralEndpointSettings.Name(setting)} is {value}. Allowed are {least} to {most} {unit}."
        );

    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new EndpointFaultException(message);
        }
    }

    /// <summary>Refuses a name that is no setting: a misspelt DataFolder would otherwise be a second, empty endpoint.</summary>
    public static void RefuseUnknown(IConfigurationSection section, Type settings)
    {
        var known = settings.GetProperties().Select(static property => property.Name).ToList();
        var unknown = section
            .GetChildren()
            .FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        Require(
            unknown is null,
            $"There is no setting {unknown?.Path}. The settings of {section.Path} are {string.Join(", ", known)}."
        );
    }

    /// <summary>Refuses a text in the place of a list.</summary>
    public static void RefuseText(IConfigurationSection section, string list) =>
        Require(
            string.IsNullOrEmpty(section.GetSection(list).Value),
            $"{CentralEndpointSettings.Name(list)} is a list. Set {section.Path}:{list}:0, :1 and so on (environment: {section.Path}__{list}__0)."
        );

    public static void Bind(IConfigurationSection section, object settings)
    {
        try
        {
            section.Bind(settings);
        }
        catch (InvalidOperationException fault)
        {
            throw new EndpointFaultException($"A setting of {section.Path} cannot be read. {fault.Message}", fault);
        }
    }
}
