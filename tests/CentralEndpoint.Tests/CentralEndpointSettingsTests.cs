using CentralEndpoint.Access;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CentralEndpoint.Tests;

[TestClass]
public sealed class CentralEndpointSettingsTests
{
    [TestMethod]
    [DataRow(
        "IngestPort=abc",
        "A setting of CentralEndpoint cannot be read. Failed to convert configuration value 'abc'"
    )]
    [DataRow(
        "IngestPort=65536",
        "CentralEndpoint:IngestPort (environment: CentralEndpoint__IngestPort) is 65536. Allowed are 1 to 65535"
    )]
    [DataRow(
        "PagesPort=-1",
        "CentralEndpoint:PagesPort (environment: CentralEndpoint__PagesPort) is -1. Allowed are 1 to 65535"
    )]
    [DataRow(
        "PagesPort=7443",
        "CentralEndpoint:PagesPort (environment: CentralEndpoint__PagesPort) is 7443, the same as IngestPort."
    )]
    [DataRow(
        "BindAddress=here",
        "CentralEndpoint:BindAddress (environment: CentralEndpoint__BindAddress) is neither localhost nor"
    )]
    [DataRow(
        "PublicAddress=http://a",
        "CentralEndpoint:PublicAddress (environment: CentralEndpoint__PublicAddress) is not an https"
    )]
    [DataRow(
        "PublicAddress=https://a?b",
        "CentralEndpoint:PublicAddress (environment: CentralEndpoint__PublicAddress) is not an https"
    )]
    [DataRow(
        "PublicAddress=https://user@a",
        "CentralEndpoint:PublicAddress (environment: CentralEndpoint__PublicAddress) is not an https"
    )]
    [DataRow(
        "OtherPublicAddresses:0=a",
        "CentralEndpoint:OtherPublicAddresses (environment: CentralEndpoint__OtherPublicAddresses) is not an https"
    )]
    [DataRow(
        "OtherPublicAddresses=https://a",
        "CentralEndpoint:OtherPublicAddresses (environment: CentralEndpoint__OtherPublicAddresses) is a list."
    )]
    [DataRow(
        "DataFoler=x",
        "There is no setting CentralEndpoint:DataFoler. The settings of CentralEndpoint are DataFolder, "
    )]
    [DataRow(
        "SignIn:Autority=https://login.vendor.example",
        "There is no setting CentralEndpoint:SignIn:Autority. The settings of CentralEndpoint:SignIn are Authority, "
    )]
    [DataRow(
        "SignIn:Roles:administrator=x",
        "CentralEndpoint:SignIn:Roles (environment: CentralEndpoint__SignIn__Roles) names administrator, which is no role. The roles are reporter, "
    )]
    [DataRow(
        "SignIn:Authority=http://login.vendor.example",
        "CentralEndpoint:SignIn:Authority (environment: CentralEndpoint__SignIn__Authority) is not an https address"
    )]
    [DataRow(
        "SignIn:Authority=https://login.vendor.example",
        "CentralEndpoint:SignIn:ClientId (environment: CentralEndpoint__SignIn__ClientId) is missing."
    )]
    [DataRow(
        "PagesAddress=http://reports.vendor.example",
        "CentralEndpoint:PagesAddress (environment: CentralEndpoint__PagesAddress) is not an https address"
    )]
    [DataRow(
        "SessionHours=0",
        "CentralEndpoint:SessionHours (environment: CentralEndpoint__SessionHours) is 0. Allowed are 1 to 24"
    )]
    public void A_wrong_setting_is_told_and_nothing_is_made(string setting, string message)
    {
        using var folder = new TempFolder();

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting, "--CentralEndpoint:" + setting])
        );

        Assert.StartsWith(message, fault.Message);
        Assert.IsFalse(Directory.Exists(folder.DataFolder));
    }

    [TestMethod]
    [DataRow("localhost", null, false)]
    [DataRow("127.0.0.1", null, false)]
    [DataRow("::1", null, false)]
    [DataRow("0.0.0.0", null, true)]
    [DataRow("::", null, true)]
    [DataRow("192.0.2.1", null, true)]
    [DataRow("0.0.0.0", "", true)]
    [DataRow("0.0.0.0", "https://tracking.vendor.example", false)]
    public void Who_listens_to_others_is_reminded_of_the_address_that_tokens_are_for(
        string bind,
        string? address,
        bool isMissing
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("CentralEndpoint:BindAddress", bind),
                new("CentralEndpoint:PublicAddress", address),
            ])
            .Build();

        var settings = CentralEndpointSettings.Read(configuration, Path.GetTempPath());

        Assert.AreEqual(isMissing, settings.IsPublicAddressMissing);
        Assert.AreEqual(isMissing || address is null ? "https://localhost:7443" : address, settings.PublicAddress);
    }

    [TestMethod]
    public void A_folder_that_cannot_be_made_is_told()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.DataFolder, "a file where the folder should be");

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting])
        );

        Assert.StartsWith(
            "The folder of CentralEndpoint:DataFolder (environment: CentralEndpoint__DataFolder) cannot be used.",
            fault.Message
        );
    }

    [TestMethod]
    public void The_endpoint_is_independent_of_the_client_library()
    {
        var references = typeof(CentralEndpointApplication)
            .Assembly.GetReferencedAssemblies()
            .Select(static name => name.Name!);

        Assert.DoesNotContain(static name => name.StartsWith("Blueshift", StringComparison.Ordinal), references);
    }

    [TestMethod]
    [DataRow(
        null,
        "RoleClaim=roles",
        "CentralEndpoint:PagesAddress (environment: CentralEndpoint__PagesAddress) is missing. With "
    )]
    [DataRow("https://reports.vendor.example", "ClientSecret=a", "")]
    [DataRow(
        "https://reports.vendor.example",
        "ClientSecretFile=no-such-file",
        "CentralEndpoint:SignIn:ClientSecretFile (environment: CentralEndpoint__SignIn__ClientSecretFile) names a file that is not there."
    )]
    public void A_provider_is_set_with_all_that_belongs_to_it(string? pages, string more, string message)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("CentralEndpoint:PagesAddress", pages),
                new("CentralEndpoint:SignIn:Authority", "https://login.vendor.example"),
                new("CentralEndpoint:SignIn:ClientId", "reports"),
                new($"CentralEndpoint:SignIn:{more.Split('=')[0]}", more.Split('=')[^1]),
            ])
            .Build();

        var fault = Fault(() => CentralEndpointSettings.Read(configuration, Path.GetTempPath()));

        Assert.StartsWith(message, fault);
        Assert.AreEqual(message.Length == 0, fault.Length == 0, fault);
    }

    [TestMethod]
    public void The_secret_comes_from_its_file_without_the_end_of_the_line()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Path);
        var file = Path.Combine(folder.Path, "secret");
        File.WriteAllText(file, "a-secret\n");

        Assert.AreEqual("a-secret", new SignInSettings { ClientSecretFile = file }.ReadSecret());
        Assert.AreEqual("another", new SignInSettings { ClientSecret = "another" }.ReadSecret());
    }

    private static string Fault(Action act)
    {
        try
        {
            act();
            return "";
        }
        catch (EndpointFaultException fault)
        {
            return fault.Message;
        }
    }
}
