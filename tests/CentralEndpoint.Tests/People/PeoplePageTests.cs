using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Audit;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.People;

/// <summary>Names are shown to whoever they were assigned to, for a stated purpose, after the audit has it, and as text.</summary>
[TestClass]
public sealed class PeoplePageTests : EndpointTest
{
    private const string Purpose = "client-relationship";

    [TestMethod]
    public async Task With_a_purpose_the_names_are_shown_and_the_audit_has_it()
    {
        var sender = await AddAsync("Amelia", "Nguyen");
        using var client = Host.SignInAs(Role.RelationshipReader, "reader-1");

        using var answer = await ShowAsync(client, sender.Instance, Purpose, ("reference", "CRM-4711"));

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Nguyen", html);
        Assert.Contains("amelia.nguyen@customer.example", html);
        Assert.AreEqual(
            1,
            Host.Count(
                "SELECT COUNT(*) FROM audit_entry WHERE action = 'names-viewed' AND actor = 'reader-1' AND roles = 'relationship-reader' "
                    + $"AND target = 'instance {sender.Instance}' AND count = 1 AND purpose = '{Purpose}' AND reference = 'CRM-4711'"
            )
        );
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("curiosity")]
    public async Task Without_a_purpose_there_are_none(string purpose)
    {
        var sender = await AddAsync("Amelia", "Nguyen");
        using var client = Host.SignInAs(Role.RelationshipReader, "reader-2");

        using var answer = await ShowAsync(client, sender.Instance, purpose);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertNobodyIsNamedAsync(answer, "reader-2");
    }

    [TestMethod]
    [DataRow("Amelia Nguyen")]
    [DataRow("AmeliaNguyen")]
    [DataRow("amelia.nguyen1@customer.example")]
    [DataRow("4711; <b>")]
    public async Task A_reference_names_nobody(string reference)
    {
        var sender = await AddAsync("Amelia", "Nguyen");
        using var client = Host.SignInAs(Role.RelationshipReader, "reader-3");

        using var answer = await ShowAsync(client, sender.Instance, Purpose, ("reference", reference));

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertNobodyIsNamedAsync(answer, "reader-3");
    }

    [TestMethod]
    public async Task Another_s_instance_is_neither_listed_nor_shown()
    {
        var (own, other) = (await AddAsync("Amelia", "Nguyen"), await AddAsync("Ben", "Okafor"));
        using var client = Host.SignInAs(Role.RelationshipReader, "reader-4", own.Instance);

        var page = await client.GetStringAsync(new Uri("/people", UriKind.Relative));
        using var answer = await ShowAsync(client, other.Instance, Purpose);

        Assert.Contains($"value=\"{own.Instance}\"", page);
        Assert.DoesNotContain($"value=\"{other.Instance}\"", page);
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertNobodyIsNamedAsync(answer, "reader-4");
    }

    [TestMethod]
    public async Task Without_an_entry_in_the_audit_nobody_is_named()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        using var client = host.SignInAs(Role.RelationshipReader, "reader-5");
        var token = await Form.TokenAsync(client, "/people");
        host.MakeUnwritable();

        using var answer = await Form.PostAsync(
            client,
            "/people",
            (FormTokens.Field, token),
            ("instance", sender.Instance),
            ("purpose", Purpose)
        );

        Assert.AreEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("Nguyen", await answer.Content.ReadAsStringAsync());
        Assert.Contains(
            "A page failed",
            string.Join('\n', host.Logs.GetSnapshot().Select(static line => line.Message))
        );
    }

    [TestMethod]
    [DataRow("<script>alert(1)</script>")]
    [DataRow("\"><img src=x onerror=alert(1)>")]
    [DataRow("</table><form action=https://evil.example>")]
    [DataRow("{{7*7}}")]
    public async Task A_name_is_text_whatever_it_holds(string name)
    {
        var sender = await AddAsync(name, name);
        using var client = Host.SignInAs(Role.RelationshipReader, "reader-6");

        using var answer = await ShowAsync(client, sender.Instance, Purpose);

        var html = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("evil.example>", html);
        Assert.Contains(WebUtility.HtmlEncode(name)[..7], html);
    }

    [TestMethod]
    [DataRow("=HYPERLINK(\"https://evil.example\")")]
    [DataRow("+1+1")]
    [DataRow("-2+3")]
    [DataRow("@SUM(A1)")]
    public async Task In_a_table_no_name_is_a_formula(string name)
    {
        var sender = await AddAsync(name, name);
        using var client = Host.SignInAs(Role.RelationshipReader, "reader-7");

        using var answer = await ShowAsync(client, sender.Instance, Purpose, ("format", "csv"));

        var cells = (await answer.Content.ReadAsStringAsync()).Split('\n')[1];
        Assert.AreEqual("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"'{name[0]}", cells);
        Assert.DoesNotContain($",{name[0]}", cells);
        Assert.DoesNotContain($",\"{name[0]}", cells);
    }

    [TestMethod]
    public async Task No_name_is_in_an_address_or_in_the_log()
    {
        var sender = await AddAsync("Zebulon-of-the-log", "Nguyen");
        using var client = Host.SignInAs(Role.RelationshipReader, "reader-8");

        using var answer = await ShowAsync(client, sender.Instance, Purpose);

        Assert.Contains("Zebulon-of-the-log", await answer.Content.ReadAsStringAsync());
        Assert.AreEqual("/people", answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.DoesNotContain(
            "Zebulon",
            string.Join('\n', Host.Logs.GetSnapshot().Select(static line => line.Message))
        );
    }

    private static async Task<Sender> AddAsync(string firstName, string lastName)
    {
        var sender = await Host.AddSenderAsync();
        var answer = await sender.PostAsync(
            sender.Activity(one =>
            {
                var data = (JsonObject)one["data"]!;
                data["firstName"] = firstName;
                data["lastName"] = lastName;
            })
        );
        answer.AssertVerdicts("accepted");
        return sender;
    }

    private static Task<HttpResponseMessage> ShowAsync(
        HttpClient client,
        string instance,
        string purpose,
        params (string, string)[] more
    ) => Form.PostAsync(client, "/people", "/people", [("instance", instance), ("purpose", purpose), .. more]);

    private static async Task AssertNobodyIsNamedAsync(HttpResponseMessage answer, string reader)
    {
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("customer.example", html);
        Assert.DoesNotContain("Nguyen", html);
        Assert.DoesNotContain("Okafor", html);
        Assert.AreEqual(
            0,
            Host.Count($"SELECT COUNT(*) FROM audit_entry WHERE action = 'names-viewed' AND actor = '{reader}'")
        );
    }
}
