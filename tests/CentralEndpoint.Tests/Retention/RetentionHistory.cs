using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using CentralEndpoint.Retention;
using CentralEndpoint.Tests.Audit;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Retention;

/// <summary>An endpoint over years of its time, and a plain model of what must be there and what must be gone.</summary>
internal sealed class RetentionHistory : IAsyncDisposable
{
    public const string Gone = "gone";
    public const string Random = "random";

    private static readonly string[] s_kinds = ["access", "message", "erasure", "support", "correction", "objection"];
    private static readonly string[] s_reports =
    [
        "overview",
        "active-users",
        "flow",
        "instances",
        "seats",
        "quality",
        "restatement",
        "domains",
        "domains?group=instance",
        "cohorts",
        "tenure",
    ];

    private readonly List<RetainedUser> _users =
    [
        .. Enumerable.Range(1, 40).Select(static n => new RetainedUser(n, EmailOf(n))),
    ];
    private readonly List<RetainedRequest> _requests = [];
    private readonly SortedDictionary<long, DateTimeOffset> _audit = [];
    private readonly Dictionary<string, DateTimeOffset> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _erased = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly Sender _sender;
    private int _week;

    private RetentionHistory(CentralEndpointHost host, Sender sender, int seed)
    {
        Host = host;
        _sender = sender;
        _random = new Random(seed);
    }

    public CentralEndpointHost Host { get; }

    private DateTimeOffset Now => Host.Clock.GetUtcNow();

    public static async Task<RetentionHistory> StartAsync(int seed)
    {
        const string section = "--CentralEndpoint:Retention:";
        var host = await RetentionRun.StartAsync(
            section + "ProfileMonths=6",
            section + "RequestMonths=9",
            section + "MessageDays=60",
            section + "UnhandledMessageDays=120",
            section + "AuditMonths=12"
        );
        var sender = await host.AddSenderAsync(seats: 20);
        host.Execute("UPDATE credential SET expires = NULL");
        return new RetentionHistory(host, sender, seed);
    }

    /// <summary>Lets a week pass in which people come and go, ask, and look.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same history.")]
    public async Task LiveAsync()
    {
        _week++;
        await Host.PassAsync(TimeSpan.FromDays(7));
        await ChangeUsersAsync();
        await AskAsync();
        foreach (var request in _requests.Where(one => one.Closed is null && one.Closing <= Now))
        {
            request.Closed = Now;
            Host.Execute(
                "UPDATE privacy_request SET closed = @p0 WHERE number = @p1",
                Now.ToUnixTimeMilliseconds(),
                request.Number
            );
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"week-{_week:D3}");
        _sessions[name] = Now.AddHours(8);
        DateTimeOffset? revoked = _random.Next(2) == 0 ? Now : null;
        _tokens[name] = revoked ?? Now.AddDays(90);
        _erased[Some.Subject(5000 + _week)] = Now;
        await Host.AddAsync(
            RetentionRun.Session(name, _sessions[name]),
            RetentionRun.Token(name, Now.AddDays(90), revoked)
        );
        await Host.AddToAsync(_sender.Instance, RetentionRun.Suppression(_sender.Instance, 5000 + _week, Now));
        await Host.RecordAsync(_random.Next(4));
        ReadAudit();
    }

    public async Task<bool> AreNamesDueAsync() =>
        await Host.Services.GetRequiredService<RetentionTable>().Kinds[0].CountAsync(Now) > 0;

    /// <summary>Gives every report as it is now, and where domains were before.</summary>
    public async Task<string> FiguresAsync()
    {
        var figures = new StringBuilder();
        foreach (var report in s_reports)
        {
            figures.AppendLine(
                await Host.TextAsync($"/reports/{report}{(report.Contains('?') ? "&" : "?")}format=csv")
            );
        }

        foreach (var days in new[] { 100, 250, 500 })
        {
            var at = Some.Date(Now.AddDays(-days));
            figures.AppendLine(await Host.TextAsync($"/reports/domains?at={at}&group=instance&format=csv"));
        }

        return figures.ToString();
    }

    /// <summary>Takes out of the model what is due now.</summary>
    public void Pass()
    {
        var due = _users.Where(user => user.IsDue(Now.AddMonths(-6))).ToList();
        var wide = _users
            .Where(static user => user.HasDomain)
            .GroupBy(static user => user.Domain, StringComparer.Ordinal)
            .Where(static group => group.Count() >= 5)
            .Select(static group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var user in due)
        {
            user.Strip(wide.Contains(user.Domain));
        }

        foreach (var request in _requests)
        {
            request.Pass(Now);
        }

        while (_audit.Count > 0 && _audit.First() is var (number, time) && time <= Now.AddMonths(-12))
        {
            _audit.Remove(number);
        }
    }

    public async Task AssertKeptAsync()
    {
        var opened = await Host.OpenAsync(_sender.Instance);
        foreach (var (activity, left) in _users.SelectMany(static user => user.Left))
        {
            var profile = opened.GetValueOrDefault(activity);
            var found =
                profile is null ? Gone
                : profile.Email.EndsWith(".invalid", StringComparison.Ordinal) ? Random
                : profile.Email;
            Assert.AreEqual(left, found);
            Assert.AreEqual(
                left == Gone || left == Random || left.StartsWith('@'),
                profile is null or { FirstName: "", LastName: "" }
            );
        }

        Assert.HasCount(_users.Sum(static user => user.Left.Values.Count(static left => left != Gone)), opened);
        AssertSame(
            _requests.Where(static one => one.IsHeld).Select(static one => $"{one.Number}"),
            "SELECT number FROM privacy_request WHERE box IS NOT NULL AND email_index IS NOT NULL ORDER BY number"
        );
        AssertSame(After(_sessions, 30), "SELECT id FROM staff_session WHERE id LIKE 'week-%' ORDER BY id");
        AssertSame(After(_tokens, 30), "SELECT id FROM read_token WHERE id LIKE 'week-%' ORDER BY id");
        AssertSame(After(_erased, 90), "SELECT subject FROM suppression WHERE subject IS NOT NULL");
        AssertSame(
            _audit.Keys.Select(static number => $"{number}"),
            $"SELECT number FROM audit_entry WHERE number <= {_audit.Keys.Last()} ORDER BY number"
        );
        ReadAudit();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private void AssertSame(IEnumerable<string> expected, string sql) =>
        Assert.AreSequenceEqual(expected.Order(StringComparer.Ordinal), Host.Texts(sql).Order(StringComparer.Ordinal));

    private IEnumerable<string> After(Dictionary<string, DateTimeOffset> ends, int days) =>
        ends.Where(one => one.Value > Now.AddDays(-days)).Select(static one => one.Key);

    // Fifteen in one domain, five in another, four in a third; some alone, some without an address.
    private static string EmailOf(int user) =>
        (user % 8) switch
        {
            0 or 1 or 2 => $"user{user}@wide.example",
            3 or 4 => $"user{user}@u{user}.example",
            5 => "",
            6 => $"user{user}@edge.example",
            _ => user == 39 ? "user39@other.example" : $"user{user}@narrow.example",
        };

    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private async Task ChangeUsersAsync()
    {
        foreach (var user in _users)
        {
            var chance =
                user.IsActive ? 40
                : user.IsKnown ? 70
                : 25;
            if (_random.Next(chance) != 0)
            {
                continue;
            }

            var date = Now.AddHours(-_random.Next(1, 72));
            var activity = _sender.Activity(user.Number, user.IsActive ? "removal" : "addition", date, user.Email);
            user.Change((string)activity["id"]!, date);
            (await _sender.PostAsync(activity)).AssertVerdicts("accepted");
        }
    }

    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private async Task AskAsync()
    {
        for (var count = _random.Next(3); count > 0; count--)
        {
            var request = new RetainedRequest(
                _requests.Count + 1,
                s_kinds[_random.Next(s_kinds.Length)],
                Now,
                _random.Next(20)
            );
            _requests.Add(request);
            await Host.AddAsync(RetentionRun.Request(request.Number, request.Kind, request.Received));
        }
    }

    // Whoever wrote them.
    private void ReadAudit()
    {
        foreach (var row in Host.Texts("SELECT number || ' ' || time FROM audit_entry"))
        {
            var parts = row.Split(' ').Select(static part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            _audit[parts[0]] = DateTimeOffset.FromUnixTimeMilliseconds(parts[1]);
        }
    }
}
