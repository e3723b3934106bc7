using System.Net;
using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Commands;

[TestClass]
public sealed class InstancesAddTests
{
    private const string Good =
        "instances add acme-prod --client Acme --kind production --zone Europe/Zurich --seats 250";

    [TestMethod]
    public async Task It_prints_three_lines_while_the_service_runs_and_the_key_works_at_once()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var (code, output, error) = await RunAsync(host.Folder, Good);

        Assert.AreEqual(CommandLine.Done, code, error);
        var lines = output.TrimEnd().Split(Environment.NewLine);
        Assert.HasCount(3, lines);
        Assert.AreEqual("UserActivityTracking__Endpoint=https://localhost:7443", lines[0]);
        Assert.AreEqual("UserActivityTracking__ClientInstanceId=acme-prod", lines[1]);
        Assert.StartsWith("UserActivityTracking__Credential__ApiKey=bst1_", lines[2]);
        Assert.Contains("They are shown this once", error);
        var sender = new Sender(host.Ingest, "acme-prod", lines[2].Split('=', 2)[1]);
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        var report = await host.Pages.GetStringAsync(new Uri("/reports/active-users", UriKind.Relative));
        Assert.Contains("\"client\":\"Acme\",\"kind\":\"production\",\"zone\":\"Europe/Zurich\",\"at\":", report);
        Assert.Contains("\"active\":1,\"seats\":250", report);
    }

    [TestMethod]
    public async Task It_works_before_the_first_start_and_prints_the_public_address()
    {
        using var folder = new TempFolder();

        var (code, output, _) = await RunAsync(
            folder,
            "instances add acme-prod --client=Acme --kind=test --CentralEndpoint:PublicAddress https://tracking.vendor.example/in/"
        );

        Assert.AreEqual(CommandLine.Done, code);
        Assert.StartsWith(
            "UserActivityTracking__Endpoint=https://tracking.vendor.example/in" + Environment.NewLine,
            output
        );
    }

    [TestMethod]
    public async Task A_second_add_of_the_same_id_fails_and_changes_nothing()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await RunAsync(host.Folder, Good);

        var (code, output, error) = await RunAsync(host.Folder, "instances add acme-prod --client Other --kind test");

        Assert.AreEqual(CommandLine.BadArguments, code);
        Assert.AreEqual("", output);
        Assert.StartsWith("The instance acme-prod exists already. Nothing was changed.", error);
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM credential"));
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM instance WHERE client = 'Acme' AND kind = 'production'"));
    }

    [TestMethod]
    [DataRow("instances add .. --client A --kind test", "The id \"..\" is not allowed: 1 to 64 of a-z")]
    [DataRow("instances add a..b --client A --kind test", "The id \"a..b\" is not allowed")]
    [DataRow("instances add Acme --client A --kind test", "The id \"Acme\" is not allowed")]
    [DataRow("instances add --client A --kind test", "The id of the instance is missing")]
    [DataRow("instances add", "The id of the instance is missing")]
    [DataRow("instances add a --kind test", "--client is missing.")]
    [DataRow("instances add a --client --kind test", "--client has no value.")]
    [DataRow("instances add a --client= --kind test", "--client must be a name of 1 to 200 characters on one line.")]
    [DataRow("instances add a --client A", "--kind is missing.")]
    [DataRow("instances add a --client A --kind prod", "--kind is \"prod\". Allowed are production and test.")]
    [DataRow(
        "instances add a --client A --kind test --zone Mars/Base",
        "--zone is \"Mars/Base\", which this system does not know."
    )]
    [DataRow(
        "instances add a --client A --kind test --zone ../etc",
        "--zone is \"../etc\", which this system does not know."
    )]
    [DataRow(
        "instances add a --client A --kind test --seats many",
        "--seats is \"many\". It must be a whole number from 0"
    )]
    [DataRow(
        "instances add a --client A --kind test --seats -1",
        "--seats is \"-1\". It must be a whole number from 0"
    )]
    [DataRow(
        "instances add a --client A --kind test --seats 2.5",
        "--seats is \"2.5\". It must be a whole number from 0"
    )]
    [DataRow("instances add a --client A --kind test --kind test", "--kind is given twice.")]
    [DataRow("instances add a --client A --kind test --color red", "--color is not an option of this command.")]
    [DataRow("instances add a b --client A --kind test", "\"b\" is not expected here.")]
    [DataRow("instances", "There is no command \"instances\".")]
    [DataRow("instances remove a", "There is no command \"instances remove a\".")]
    [DataRow("serve", "There is no command \"serve\".")]
    [DataRow("--port 7443", "There is no command \"--port 7443\".")]
    public async Task A_bad_argument_is_told_and_nothing_is_made(string line, string message)
    {
        using var folder = new TempFolder();

        var (code, output, error) = await RunAsync(folder, line);

        Assert.AreEqual(CommandLine.BadArguments, code);
        Assert.AreEqual("", output);
        Assert.StartsWith(message, error);
        Assert.Contains("--help shows the commands.", error);
        Assert.IsFalse(Directory.Exists(folder.DataFolder));
    }

    [TestMethod]
    [DataRow("--help")]
    [DataRow("-h")]
    [DataRow("instances add --help")]
    public async Task Help_shows_the_commands(string line)
    {
        using var folder = new TempFolder();

        var (code, output, error) = await RunAsync(folder, line);

        Assert.AreEqual(CommandLine.Done, code);
        Assert.Contains("instances add <id> --client <name> --kind production|test", output);
        Assert.AreEqual("", error);
    }

    [TestMethod]
    public void Settings_alone_are_no_command()
    {
        Assert.IsFalse(CommandLine.Parse([]).IsCommand);
        Assert.IsFalse(
            CommandLine.Parse(["--CentralEndpoint:IngestPort=1", "--CentralEndpoint:DataFolder", "x"]).IsCommand
        );
        Assert.IsTrue(CommandLine.Parse(["--CentralEndpoint:IngestPort=1", "serve"]).IsCommand);
    }

    [TestMethod]
    public async Task A_port_that_is_not_known_cannot_be_told_to_a_client()
    {
        using var folder = new TempFolder();

        var (code, _, error) = await RunAsync(folder, Good + " --CentralEndpoint:IngestPort=0");

        Assert.AreEqual(CommandLine.BadArguments, code);
        Assert.StartsWith("The port of the endpoint is not known. Set CentralEndpoint:PublicAddress", error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(TempFolder folder, string line)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        string[] args = [.. line.Split(' '), folder.Setting];
        var code = await CommandLine.Parse(args).RunAsync(output, error);
        return (code, output.ToString(), error.ToString());
    }
}
