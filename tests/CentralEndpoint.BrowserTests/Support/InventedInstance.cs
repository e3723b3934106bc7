using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>A client instance with invented people, that posts what it tracked as the library does.</summary>
internal sealed class InventedInstance(CentralEndpointHost host, Sender sender)
{
    private const int MaxBatch = 500;

    private static readonly string[] FirstNames = ["Amelia", "Bela", "Chidi", "Dunja", "Emre", "Fumiko", "Gwen"];
    private static readonly string[] LastNames = ["Nguyen", "Okafor", "Petrovic", "Quispe", "Rossi"];

    private readonly List<JsonObject> _tracked = [];
    private readonly Queue<int> _active = [];
    private readonly Queue<int> _gone = [];
    private int _people;
    private long _sequence;

    public string Id => sender.Instance;

    /// <summary>Gets the number of the last activity that it made.</summary>
    public long Last => _sequence;

    public static async Task<InventedInstance> AddAsync(CentralEndpointHost host, NewInstance instance)
    {
        var register = host.Services.GetRequiredService<InstanceRegister>();
        var (outcome, added) = await register.AddAsync(instance, NewCredential.ApiKey);
        Assert.AreEqual(RegisterOutcome.Done, outcome);
        return new InventedInstance(host, new Sender(host.Ingest, instance.Id, added!.ApiKey!.Reveal()));
    }

    /// <summary>Tracks users who were there before.</summary>
    public InventedInstance WasThere(int count, DateTimeOffset date) => Came(count, date, TimeSpan.Zero, "baseline");

    /// <summary>Tracks a month: some come, some go, some come back.</summary>
    public InventedInstance Month(DateTimeOffset start, int came, int went, int back)
    {
        Came(came, start, TimeSpan.FromDays(27.0 / Math.Max(1, came)), origin: null);
        for (var number = 0; number < back && _gone.TryDequeue(out var person); number++)
        {
            _active.Enqueue(person);
            Track(person, start.AddDays(3 + number), added: true, origin: null);
        }
        for (var number = 0; number < went && _active.TryDequeue(out var person); number++)
        {
            _gone.Enqueue(person);
            Track(person, start.AddDays(27).AddMinutes(number), added: false, origin: null);
        }
        return this;
    }

    /// <summary>Posts what it tracked, and demands that all is accepted.</summary>
    public async Task SendAsync()
    {
        foreach (var batch in _tracked.Chunk(MaxBatch))
        {
            var answer = await sender.PostAsync([.. batch]);
            Assert.IsTrue(answer.Verdicts().All(static verdict => verdict == "accepted"), answer.Text);
        }
        _tracked.Clear();
    }

    /// <summary>Says that all is well, or what is changed of that.</summary>
    public async Task BeatAsync(Action<JsonObject>? change = null)
    {
        var heartbeat = Beat.Of(Id, Beat.Source(Beat.Journal(Id), Last));
        heartbeat["sentAt"] = Some.Date(host.Clock.GetUtcNow());
        change?.Invoke(heartbeat);
        var answer = await sender.BeatAsync(heartbeat);
        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
    }

    private InventedInstance Came(int count, DateTimeOffset start, TimeSpan apart, string? origin)
    {
        for (var number = 0; number < count; number++)
        {
            _active.Enqueue(++_people);
            Track(_people, start + number * apart, added: true, origin);
        }
        return this;
    }

    private void Track(int person, DateTimeOffset date, bool added, string? origin)
    {
        var (first, last) = (FirstNames[person % FirstNames.Length], LastNames[person % LastNames.Length]);
        var activity = sender.Activity();
        activity["sequence"] = Beat.Number(++_sequence);
        activity["subject"] = Some.Subject(person);
        activity["data"]!["firstName"] = first;
        activity["data"]!["lastName"] = last;
        activity["data"]!["email"] = $"{first}.{last}.{person}@customer.example";
        activity["data"]!["status"] = added ? "addition" : "removal";
        activity["data"]!["date"] = Some.Date(date);
        if (origin is not null)
        {
            activity["origin"] = origin;
        }
        _tracked.Add(activity);
    }
}
