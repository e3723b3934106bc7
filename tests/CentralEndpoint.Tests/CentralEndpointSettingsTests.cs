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
}
