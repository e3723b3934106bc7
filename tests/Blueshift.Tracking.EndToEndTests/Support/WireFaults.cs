using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Faults;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>
/// Draws from a seed what happens to each request on its way to the endpoint's process, until so much has happened: the scripted endpoint's
/// faults, late answers, deferred activities, a wall clock that is set, and the death of the process.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same faults.")]
internal sealed class WireFaults : IDisposable
{
    private const int Restarts = 2;

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.Refused,
        FaultKind.Dropped,
        FaultKind.ResetInRequest,
        FaultKind.Reset,
        FaultKind.StoreAndReset,
        FaultKind.StoreAndResetRequest,
        FaultKind.StoreAndResetInAnswer,
        FaultKind.Truncated,
        FaultKind.Oversized,
        FaultKind.LoginPage,
        FaultKind.BareOk,
        FaultKind.ServerError,
        FaultKind.RetryAfter,
        FaultKind.RetryAt,
    ];

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _restarting = new(1);
    private readonly Random _random;
    private readonly FaultSchedule _others;
    private readonly EndpointProcess _process;
    private readonly PassingClock _clock;
    private int _restarts;

    public WireFaults(int seed, EndpointProcess process, PassingClock clock)
    {
        _random = new Random(seed);
        _others = new FaultSchedule(seed)
        {
            Faults = 30,
            Probabilities = Kinds.ToDictionary(kind => kind, _ => 0.6 / Kinds.Length),
            RefusedFor = TimeSpan.FromSeconds(5),
            RetryDelay = TimeSpan.FromSeconds(20),
        };
        _process = process;
        _clock = clock;
    }

    /// <summary>Draws for one request; none where it goes its way.</summary>
    public ScriptStep? Next()
    {
        lock (_lock)
        {
            if (_others.IsOver)
            {
                return null;
            }
            return _random.Next(100) switch
            {
                < 4 => _restarts++ < Restarts ? Restart() : null,
                < 8 => Late(TimeSpan.FromSeconds(_random.Next(1, 240)), "late"),
                < 12 => Late(FaultyWire.RequestTimeout + TimeSpan.FromSeconds(1), "too-late"),
                < 18 => SetClock(TimeSpan.FromMinutes(_random.Next(-360, 361))),
                < 22 => Defer(_random.Next(3), seconds: _random.Next(2) == 0 ? 20 : 600),
                < 25 => EndpointAnswer.TooLarge(maxCount: _random.Next(100, FaultyWire.BatchCount)).Step,
                _ => _others.Next(),
            };
        }
    }

    public void Dispose() => _restarting.Dispose();

    private ScriptStep Late(TimeSpan time, string name) =>
        new(
            name,
            async exchange =>
            {
                var answer = await exchange.HandleAsync();
                await _clock.PassAsync(time);
                await exchange.SendAsync(answer);
            }
        );

    private ScriptStep SetClock(TimeSpan difference) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"clock-set-by-{difference.TotalMinutes}-min"),
            exchange =>
            {
                _clock.SetOff(difference);
                return EndpointAnswer.Normal.Step.RunAsync(exchange);
            }
        );

    // Stored, and every third told as deferred: released at the head of its source, or parked beyond a minute.
    private static ScriptStep Defer(int first, int seconds) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"deferred-{seconds}-s"),
            async exchange =>
            {
                var answer = await exchange.HandleAsync();
                var json = JsonNode.Parse(answer.Body.Span)!;
                var results = json["results"]?.AsArray() ?? [];
                for (var index = first; index < results.Count; index += 3)
                {
                    var id = (string?)results[index]!["id"];
                    results[index] = new JsonObject
                    {
                        ["id"] = id,
                        ["status"] = "deferred",
                        ["retryAfter"] = seconds,
                    };
                }
                await exchange.SendAsync(answer with { Body = Encoding.UTF8.GetBytes(json.ToJsonString()) });
            }
        );

    // The process is killed (SIGKILL) before it has the request, with it, or when it has answered; the client hears nothing.
    private ScriptStep Restart()
    {
        var moment = _random.Next(3);
        return new ScriptStep(
            string.Create(CultureInfo.InvariantCulture, $"restart-{moment}"),
            exchange => _clock.HoldAsync(() => RestartAsync(exchange, moment))
        );
    }

    private async Task<bool> RestartAsync(Testing.AspNetCore.Serving.Exchange exchange, int moment)
    {
        await _restarting.WaitAsync();
        try
        {
            var sent = moment == 0 ? Task.CompletedTask : exchange.HandleAsync();
            if (moment == 2)
            {
                await sent;
            }
            _process.SwitchOff();
            await Task.WhenAny(sent);
            exchange.Reset(ResetScope.Connection);
            await _process.StartAsync(CancellationToken.None);
            return true;
        }
        finally
        {
            _restarting.Release();
        }
    }
}
