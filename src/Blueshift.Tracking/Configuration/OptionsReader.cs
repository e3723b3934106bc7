using Microsoft.Extensions.Configuration;

namespace Blueshift.Tracking.Configuration;

/// <summary>Reads the section into the options. A text that cannot be read is a fault like any other: all are told at once.</summary>
internal static class OptionsReader
{
    public static void Read(IConfiguration configuration, UserActivityTrackingOptions options)
    {
        var section = Section(configuration);
        var readable = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is null)
            {
                continue;
            }
            if (Known(name) is not { } key)
            {
                options.UnknownSettings.Add((OptionKey.PathOf(name), Suggestion.For(name)));
            }
            else if (value.Length > 0 && !key.IsReadable(value))
            {
                options.BindingFaults.Add(OptionFault.Wrong(key.Name, $"cannot be read. Give {key.Expects}"));
            }
            else if (value.Length > 0)
            {
                readable[name] = value;
            }
        }
        if (readable.Count > 0)
        {
            new ConfigurationBuilder().AddInMemoryCollection(readable).Build().Bind(options);
        }
    }

    private static IConfiguration Section(IConfiguration configuration)
    {
        var section = configuration.GetSection(UserActivityTrackingOptions.SectionName);
        return section.Exists() || configuration is not IConfigurationSection ? section : configuration;
    }

    private static OptionKey? Known(string name) => OptionKeys.All.FirstOrDefault(key => key.Names(name));
}
