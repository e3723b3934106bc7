using System.Globalization;
using System.Net.Http.Headers;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Reports;
using CentralEndpoint.Tests.Support;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Reports;

/// <summary>Every report is given as CSV that a script can read and a spreadsheet does not run.</summary>
[TestClass]
public sealed class CsvTests : EndpointTest
{
    [TestMethod]
    [DataRow("active-users", "instance,client,kind,zone,at,active,seats,state,as_of,known_at,definition")]
    [DataRow(
        "flow",
        "instance,client,kind,zone,from,to,running,opening,baseline,new,reactivated,removed,closing,closes,state,as_of,known_at,definition"
    )]
    [DataRow(
        "instances",
        "instance,client,kind,state,reason,last_heard,libraries,waiting,oldest_waiting,dead_letters,refused,gap,lost_with_buffers,active_there,active_here,resync_asked,clock_skew_seconds,credential_expires,as_of,definition"
    )]
    public async Task A_report_is_a_table(string report, string columns)
    {
        var sender = await Host.AddSenderAsync(seats: 3);
        await sender.PostAsync(sender.Activity());
        await sender.BeatAsync(Beat.Of(sender.Instance, beat => beat["sentAt"] = Some.Date(The.Now.AddSeconds(-90))));

        using var response = await Host.Pages.GetAsync(new Uri($"/reports/{report}?format=csv", UriKind.Relative));

        Assert.AreEqual("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType!.ToString());
        Assert.AreEqual($"{report}.csv", response.Content.Headers.ContentDisposition!.FileName);
        var text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(columns, text.Split("\r\n")[0]);
        var row = Rows(text)
            .First(row => row["instance"] == sender.Instance && row.GetValueOrDefault("running") != "false");
        Assert.AreEqual("2026-11-24T12:00:00.000Z", row["as_of"]);
        Assert.IsGreaterThan(100, row["definition"].Length);
        var expected = report switch
        {
            "active-users" => ("active,seats,state,at,zone", "1,3,live,2026-11-24T12:00:00.000Z,UTC"),
            "flow" => ("from,to,opening,new,removed,closing,closes", "2026-11-01,2026-11-25,0,1,0,1,true"),
            _ => (
                "state,waiting,gap,active_there,clock_skew_seconds,credential_expires",
                "live,0,0,,-90,2027-11-24T12:00:00.000Z"
            ),
        };
        Assert.AreEqual(expected.Item2, string.Join(',', expected.Item1.Split(',').Select(column => row[column])));
    }

    [TestMethod]
    [DataRow("=1+1", "'=1+1")]
    [DataRow("+1", "'+1")]
    [DataRow("-1", "'-1")]
    [DataRow("@SUM(A1)", "'@SUM(A1)")]
    [DataRow("\tx", "'\tx")]
    [DataRow("\rx", "'\rx")]
    [DataRow("\nx", "'\nx")]
    [DataRow("Ask, \"and\" =1+1", "Ask, \"and\" =1+1")]
    [DataRow("", "")]
    public void No_text_is_taken_for_a_formula(string cell, string expected)
    {
        var table = new CsvTable("one", "two");
        table.Add(cell, -1.5);

        var row = Rows(table.ToString()).Single();

        Assert.AreEqual(expected, row["one"]);
        Assert.AreEqual("-1.5", row["two"]);
    }

    [TestMethod]
    public async Task What_an_operator_wrote_of_a_client_is_text_in_it()
    {
        var register = Host.Services.GetRequiredService<InstanceRegister>();
        await register.AddAsync(
            new NewInstance("formula", "=HYPERLINK(\"x\"), \"Ltd\"", InstanceKind.Production, "UTC", Seats: null),
            NewCredential.ApiKey
        );

        var text = await Host.Pages.GetStringAsync(
            new Uri("/reports/active-users?format=csv&instance=formula", UriKind.Relative)
        );

        Assert.AreEqual("'=HYPERLINK(\"x\"), \"Ltd\"", Rows(text).Single()["client"]);
        Assert.Contains("formula,\"'=HYPERLINK(\"\"x\"\"), \"\"Ltd\"\"\",production,UTC,", text);
    }

    [TestMethod]
    public async Task It_is_asked_for_by_Accept_and_with_a_byte_order_mark_for_Excel()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/reports/active-users");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var plain = await Host.Pages.SendAsync(request);
        using var marked = await Host.Pages.GetAsync(
            new Uri("/reports/active-users?format=csv&bom=true", UriKind.Relative)
        );

        Assert.StartsWith("instance,", System.Text.Encoding.UTF8.GetString(await plain.Content.ReadAsByteArrayAsync()));
        Assert.AreSequenceEqual(
            new byte[] { 0xEF, 0xBB, 0xBF, (byte)'i' },
            (await marked.Content.ReadAsByteArrayAsync())[..4]
        );
    }

    private static List<Dictionary<string, string>> Rows(string text)
    {
        using var csv = new CsvReader(new StringReader(text), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!, StringComparer.Ordinal));
        }

        return rows;
    }
}
