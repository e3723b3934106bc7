using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Storage;

[TestClass]
public sealed class MasterKeyTests
{
    [TestMethod]
    public async Task The_wrong_master_key_is_refused_and_the_right_one_taken_again()
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);
        var right = await File.ReadAllBytesAsync(folder.File("master.key"));
        await File.WriteAllBytesAsync(folder.File("master.key"), new byte[32]);

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting])
        );

        Assert.AreEqual(
            "The master key file master.key is not the one that this database was made with. Nothing was changed. "
                + "Point CentralEndpoint:MasterKeyFile (environment: CentralEndpoint__MasterKeyFile) at the right key, "
                + "or CentralEndpoint:DataFolder (environment: CentralEndpoint__DataFolder) at the right folder.",
            fault.Message
        );
        await File.WriteAllBytesAsync(folder.File("master.key"), right);
        await MakeAsync(folder);
    }

    [TestMethod]
    public async Task A_missing_master_key_is_not_replaced_by_a_new_one()
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);
        File.Delete(folder.File("master.key"));

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting])
        );

        Assert.StartsWith(
            "The master key file master.key is missing, but the database was made with one.",
            fault.Message
        );
        Assert.IsFalse(File.Exists(folder.File("master.key")));
    }

    [TestMethod]
    public void A_master_key_of_another_length_is_refused()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "own.key");
        File.WriteAllBytes(file, new byte[31]);

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting, $"--CentralEndpoint:MasterKeyFile={file}"])
        );

        Assert.AreEqual("The master key file own.key holds 31 bytes; it must hold exactly 32.", fault.Message);
    }

    [TestMethod]
    public void A_file_that_is_no_database_is_refused_with_a_message()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.DataFolder);
        File.WriteAllText(folder.File("endpoint.db"), new string('x', 4096));

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting])
        );

        Assert.StartsWith("The folder of CentralEndpoint:DataFolder", fault.Message);
        Assert.Contains("file is not a database", fault.Message);
    }

    private static async Task MakeAsync(TempFolder folder)
    {
        await using var host = await CentralEndpointHost.StartAsync(folder);
        Assert.AreEqual(32, new FileInfo(folder.File("master.key")).Length);
    }
}
