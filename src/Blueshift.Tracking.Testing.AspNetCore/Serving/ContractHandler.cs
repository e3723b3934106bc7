using System.Net.Http.Headers;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Does what the wire contract asks of an endpoint, with a request that has been read.</summary>
internal sealed class ContractHandler(FakeCentralEndpointOptions options, ActivityStore store, HeartbeatDesk heartbeats)
{
    private const string Scheme = "Bearer ";

    /// <summary>Reads and stores; the answer is still to be given.</summary>
    public EndpointAnswer Handle(RecordedRequest request, Ruling ruling)
    {
        try
        {
            return Route(request, ruling);
        }
        catch (ProblemException refused)
        {
            return EndpointAnswer.OfProblem(refused.Problem);
        }
    }

    /// <summary>Gives the body without its compression.</summary>
    /// <exception cref="ProblemException">It is too long, broken, or compressed in another way than by gzip.</exception>
    public ReadOnlyMemory<byte> Decode(RecordedRequest request)
    {
        var tooLarge = request.IsHeartbeat
            ? Problem.TooLarge(maxCount: null, HeartbeatDesk.MaxBytes)
            : Problem.TooLarge(options.MaxCount, options.MaxBytes);
        return request.WireBody.Length <= options.MaxWireBytes
            ? BodyDecoder.Decode(
                request.WireBody,
                request.Headers.GetValueOrDefault("Content-Encoding"),
                request.IsHeartbeat ? HeartbeatDesk.MaxBytes : options.MaxBytes,
                tooLarge
            )
            : throw new ProblemException(tooLarge);
    }

    private EndpointAnswer Route(RecordedRequest request, Ruling ruling)
    {
        if (request.Path is not (RecordedRequest.ActivitiesPath or RecordedRequest.HeartbeatPath))
        {
            throw new ProblemException(Problem.NotFound);
        }
        if (request.Method != "POST")
        {
            throw new ProblemException(Problem.MethodNotAllowed);
        }
        var instance = Authenticate(request);
        if (!HasMediaType(request, request.IsHeartbeat ? "application/json" : "application/cloudevents-batch+json"))
        {
            throw new ProblemException(Problem.UnsupportedMediaType);
        }
        request.Content ??= Decode(request);
        return request.IsHeartbeat ? heartbeats.Take(request, instance) : TakeBatch(request, instance, ruling);
    }

    private EndpointAnswer TakeBatch(RecordedRequest request, string? instance, Ruling ruling)
    {
        var activities = new ActivityReader(options.TimeProvider.GetUtcNow(), options.MaxActivityBytes);
        var reader = new BatchReader(activities, options.MaxCount, options.MaxBytes);
        var batch = reader.Read(request.Content!.Value, instance);
        var verdicts = store.Store(batch.Instance, batch.Activities, request, ruling);
        return EndpointAnswer.OfVerdicts(verdicts.Select(ruling.Say));
    }

    // Gives the key's instance; none where every key is good.
    private string? Authenticate(RecordedRequest request)
    {
        var header = request.Headers.GetValueOrDefault("Authorization", "");
        var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        if (options.ApiKeys is not { } keys)
        {
            return key.Length > 0 ? null : throw new ProblemException(Problem.Unauthorized);
        }
        return keys.TryGetValue(key, out var instance) ? instance : throw new ProblemException(Problem.Unauthorized);
    }

    private static bool HasMediaType(RecordedRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.Headers.GetValueOrDefault("Content-Type"), out var type)
        && string.Equals(type.MediaType, mediaType, StringComparison.OrdinalIgnoreCase)
        && type.CharSet?.Trim('"').ToUpperInvariant() is null or "UTF-8";
}
