using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Tests.Configuration;

[TestClass]
public sealed class KeyChoiceTests
{
    private const string KeyFile = "/secrets/journal-key";

    private readonly CrashingFileSystem _files = new();
    private readonly TrackingSettings _settings = new();

    public KeyChoiceTests() => _files.Put(KeyFile, KeyFiles.Bytes(1));

    [TestMethod]
    public void Each_choice_alone_is_taken()
    {
        Register(_ => { });
        Assert.IsFalse(_settings.Read().Buffer.UsesDataProtection);

        Register(builder => builder.UseDataProtection().Services.AddDataProtection());
        Assert.IsTrue(_settings.Read().Buffer.UsesDataProtection);

        Register(builder => builder.UseJournalKeyProvider<CustomKeyProvider>());
        _settings.Read();

        Register(_ => { });
        _settings["Buffer:KeyFile"] = KeyFile;
        Assert.AreEqual(KeyFile, _settings.Read().Buffer.KeyFile);
    }

    [TestMethod]
    [DataRow("file-beside, power-loss")]
    [DataRow("file-beside, process")]
    [DataRow("data-protection, power-loss")]
    public async Task The_buffer_says_which_key_it_has_and_what_it_survives(string words)
    {
        var services = new ServiceCollection();
        Some.Disk(services);
        var builder = services.AddUserActivityTracking(options =>
        {
            Some.Settings(options);
            options.Buffer.Durability = words.EndsWith("process", StringComparison.Ordinal)
                ? BufferDurability.ProcessCrash
                : BufferDurability.PowerLoss;
        });
        if (words.StartsWith("data-protection", StringComparison.Ordinal))
        {
            builder.UseDataProtection().Services.AddDataProtection();
        }
        await using var provider = services.BuildServiceProvider();

        var state = provider.GetRequiredService<IActivityBuffer>().GetState();

        Assert.AreEqual($"journal (sealed, key {words})", state.Description.ToString());
    }

    [TestMethod]
    public void Data_Protection_that_nobody_asked_for_changes_nothing()
    {
        _settings["Buffer:KeyFile"] = KeyFile;
        Register(builder => builder.Services.AddDataProtection());

        Assert.IsFalse(_settings.Read().Buffer.UsesDataProtection);
    }

    [TestMethod]
    public void A_key_file_beside_Data_Protection_is_refused()
    {
        _settings["Buffer:KeyFile"] = KeyFile;
        Register(builder => builder.UseDataProtection().Services.AddDataProtection());

        Refused("UserActivityTracking:Buffer:KeyFile is set beside UseDataProtection(). Keep one of the two.");
    }

    [TestMethod]
    public void A_key_file_beside_a_provider_of_the_host_is_refused()
    {
        _settings["Buffer:KeyFile"] = KeyFile;
        Register(builder => builder.Services.AddSingleton<IJournalKeyProvider>(new CustomKeyProvider()));

        Refused(
            "UserActivityTracking:Buffer:KeyFile is set beside a registered IJournalKeyProvider. Keep one of the two."
        );
    }

    [TestMethod]
    public void Data_Protection_beside_a_provider_of_the_host_is_refused()
    {
        Register(builder =>
            builder.UseDataProtection().UseJournalKeyProvider<CustomKeyProvider>().Services.AddDataProtection()
        );

        Refused("UseDataProtection() is called beside a registered IJournalKeyProvider. Keep one of the two.");
    }

    [TestMethod]
    public void Data_Protection_that_the_host_does_not_have_is_refused()
    {
        Register(builder => builder.UseDataProtection());

        Refused(
            "UseDataProtection() is called, but the host registers no Data Protection. Call services.AddDataProtection() "
                + "and keep its keys where a restart does not lose them."
        );
    }

    [TestMethod]
    public void Checking_the_choice_makes_no_provider()
    {
        Register(builder =>
            builder.Services.AddSingleton<IJournalKeyProvider>(provider =>
            {
                // A provider that reads the settings would wait for itself if it were made while they are checked.
                _ = provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
                throw new InvalidOperationException("It should not be made.");
            })
        );

        Assert.IsTrue(_settings.Read().Enabled);
    }

    [TestMethod]
    public void The_last_provider_named_is_the_one()
    {
        IServiceCollection services = new ServiceCollection();
        services
            .AddUserActivityTracking()
            .UseJournalKeyProvider<CustomKeyProvider>()
            .UseJournalKeyProvider<CustomKeyProvider>();

        Assert.HasCount(1, services.Where(service => service.ServiceType == typeof(IJournalKeyProvider)));
        using var provider = services.BuildServiceProvider();
        Assert.IsInstanceOfType<CustomKeyProvider>(provider.GetRequiredService<IJournalKeyProvider>());
    }

    private void Register(Action<UserActivityTrackingBuilder> register) =>
        _settings.Register = builder =>
        {
            builder.Services.AddSingleton<IFileSystem>(_files);
            register(builder);
        };

    private void Refused(string line) =>
        Assert.StartsWith(
            $"UserActivityTracking: 1 setting needs attention.\n  {line}\nTo run without tracking",
            _settings.Message()
        );
}
