using Blueshift.Tracking.Buffering.Files;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a section of settings, valid until a test changes them, and what the library makes of it at start.</summary>
internal sealed class TrackingSettings
{
    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Endpoint"] = "https://tracking.vendor.example",
        ["ClientInstanceId"] = Some.InstanceId,
        ["Credential:ApiKey"] = Some.ApiKey,
    };

    // Files that a setting names are real; the buffer's folder is not, and takes no trying out.
    private readonly CrashingFileSystem _disk = new();

    /// <summary>Gets or sets what else the host registers.</summary>
    public Action<UserActivityTrackingBuilder> Register { get; set; } = _ => { };

    public string? this[string name]
    {
        set => _settings[name] = value;
    }

    public void Clear() => _settings.Clear();

    public UserActivityTrackingOptions Read()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                _settings
                    .Where(setting => setting.Value is not null)
                    .Select(setting => KeyValuePair.Create("UserActivityTracking:" + setting.Key, setting.Value))
            )
            .Build();
        var services = new ServiceCollection();
        _disk.CreateFolder(Some.Folder);
        var environment = new FakeFolderEnvironment(_disk) { UserData = Some.Folder };
        services.AddSingleton(new ChosenFolder(environment, _disk));
        Register(services.AddUserActivityTracking(configuration));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
    }

    /// <summary>Reads the settings, which must be faulty.</summary>
    /// <returns>The message, with a line feed at each line's end.</returns>
    public string Message() => Assert.ThrowsExactly<OptionsValidationException>(Read).Message.ReplaceLineEndings("\n");
}
