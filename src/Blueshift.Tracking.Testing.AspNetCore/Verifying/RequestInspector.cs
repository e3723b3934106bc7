using System.Collections.Concurrent;
using System.Globalization;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore.Verifying;

/// <summary>
/// Holds what a client sends to the wire contract, whatever the script then answers. Stricter than an endpoint may be when it reads: what an
/// endpoint must put up with, a client must not send all the same.
/// </summary>
internal sealed class RequestInspector(ScriptedEndpointOptions options, ContractHandler handler)
{
    private readonly ConcurrentDictionary<(string Instance, string Id), (string? Subject, string? Status)> _sent = [];

    /// <summary>Says everything that is wrong with a request whose body has been read to the end.</summary>
    public IReadOnlyList<ContractViolation> Inspect(ReceivedRequest request)
    {
        List<string> found = [.. AddressRules.Faults(request)];
        if (found.Count == 0)
        {
            found.AddRange(HeaderRules.Faults(request));
            found.AddRange(Refused(request));
        }
        return [.. found.Select(message => new ContractViolation(request.Number, message))];
    }

    private List<string> Refused(ReceivedRequest request)
    {
        try
        {
            var instance = handler.Authenticate(request);
            ContractHandler.CheckMediaType(request);
            var content = request.Content ?? handler.Decode(request);
            return request.IsHeartbeat ? OfHeartbeat(content, instance) : OfBatch(content, instance);
        }
        catch (ProblemException refused)
        {
            return [Text(refused.Problem)];
        }
    }

    private static List<string> OfHeartbeat(ReadOnlyMemory<byte> content, string? instance) =>
        [.. HeartbeatRules.Faults(HeartbeatReader.Read(content, instance))];

    private List<string> OfBatch(ReadOnlyMemory<byte> content, string? instance)
    {
        var batch = handler.Read(content, instance);
        List<string> found =
        [
            .. BatchRules.Faults(content, batch.Activities),
            .. batch.Activities.SelectMany((activity, index) => OfActivity(activity, index, batch)),
        ];
        return found;
    }

    private IEnumerable<string> OfActivity(
        ReadActivity activity,
        int index,
        (string Instance, IReadOnlyList<ReadActivity> Activities) batch
    )
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"activity {index} of {batch.Activities.Count}");
        if (activity.Rejection is { } rejection)
        {
            yield return $"an endpoint rejects {place}: {rejection.Reason} at {rejection.Pointer}.{Hint(rejection)}";
            yield break;
        }
        var says = (activity.Subject, activity.Status);
        if (_sent.GetOrAdd((batch.Instance, activity.Id), says) != says)
        {
            yield return $"{place} has the id of an earlier one, and another subject or status. An id is unique for ever.";
        }
    }

    private static string Hint(Rejection rejection) =>
        rejection == Rejection.DateOutOfRange
            ? " It has to be from 2000-01-01 to 24 hours after the endpoint's clock. An application with a clock of its own and its endpoint share"
                + $" one by {nameof(FakeCentralEndpointOptions)}.{nameof(FakeCentralEndpointOptions.TimeProvider)}."
            : "";

    private string Text(Problem problem)
    {
        var where = problem.Index is { } index
            ? string.Create(CultureInfo.InvariantCulture, $", at activity {index}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"an endpoint answers {problem.Status} {problem.Name}{where}: {problem.Title}{Hint(problem)}"
        );
    }

    private string Hint(Problem problem) =>
        problem.Status switch
        {
            401 => $" It is {nameof(FakeCentralEndpoint)}.{nameof(FakeCentralEndpoint.ApiKey)}.",
            403 => $" That is {nameof(FakeCentralEndpoint)}.{nameof(FakeCentralEndpoint.ClientInstanceId)}'s.",
            413 => string.Create(
                CultureInfo.InvariantCulture,
                $" At most {options.MaxCount} activities and {options.MaxBytes} bytes."
            ),
            _ => "",
        };
}
