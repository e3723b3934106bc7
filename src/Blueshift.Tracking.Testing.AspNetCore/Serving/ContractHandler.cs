using System.Net.Http.Headers;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Does what the wire contract asks of an endpoint, with a request that has been read.</summary>
internal sealed class ContractHandler(ScriptedEndpointOptions options, ActivityStore store, HeartbeatDesk heartbeats)
{
    private const string Scheme = "Bearer ";

    /// <summary>Reads and stores; the answer is still to be given.</summary>
    public WholeAnswer Handle(ReceivedRequest request, Ruling ruling)
    {
        try
        {
            return Route(request, ruling);
        }
        catch (ProblemException refused)
        {
            return WholeAnswer.OfProblem(refused.Problem);
        }
    }

    /// <summary>Gives the body without its compression.</summary>
    /// <exception cref="ProblemException">It is too long, broken, or compressed in another way than by gzip.</exception>
    public ReadOnlyMemory<byte> Decode(ReceivedRequest request)
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

    /// <summary>Gives the key's instance; none where every key is good.</summary>
    /// <exception cref="ProblemException">There is no key, or none that is accepted.</exception>
    public string? Authenticate(ReceivedRequest request)
    {
        var header = request.Headers.GetValueOrDefault("Authorization", "");
        var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        if (options.ApiKeys is not { } keys)
        {
            return key.Length > 0 ? null : throw new ProblemException(Problem.Unauthorized);
        }
        return keys.TryGetValue(key, out var instance) ? instance : throw new ProblemException(Problem.Unauthorized);
    }

    /// <exception cref="ProblemException">It is another than what is posted there.</exception>
    public static void CheckMediaType(ReceivedRequest request)
    {
        if (!HasMediaType(request, request.IsHeartbeat ? "application/json" : "application/cloudevents-batch+json"))
        {
            throw new ProblemException(Problem.UnsupportedMediaType);
        }
    }

    /// <summary>Reads a batch without storing it.</summary>
    /// <exception cref="ProblemException">It is refused as a whole.</exception>
    public (string Instance, IReadOnlyList<ReadActivity> Activities) Read(
        ReadOnlyMemory<byte> content,
        string? instance
    )
    {
        var activities = new ActivityReader(options.TimeProvider.GetUtcNow(), options.MaxActivityBytes);
        return new BatchReader(activities, options.MaxCount, options.MaxBytes).Read(content, instance);
    }

    private WholeAnswer Route(ReceivedRequest request, Ruling ruling)
    {
        if (request.Path is not (ReceivedRequest.ActivitiesPath or ReceivedRequest.HeartbeatPath))
        {
            throw new ProblemException(Problem.NotFound);
        }
        if (request.Method != "POST")
        {
            throw new ProblemException(Problem.MethodNotAllowed);
        }
        var instance = Authenticate(request);
        CheckMediaType(request);
        request.Content ??= Decode(request);
        return request.IsHeartbeat ? heartbeats.Take(request, instance) : TakeBatch(request, instance, ruling);
    }

    private WholeAnswer TakeBatch(ReceivedRequest request, string? instance, Ruling ruling)
    {
        var batch = Read(request.Content!.Value, instance);
        var verdicts = store.Store(batch.Instance, batch.Activities, request, ruling);
        return WholeAnswer.OfVerdicts(verdicts.Select(ruling.Say));
    }

    private static bool HasMediaType(ReceivedRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.Headers.GetValueOrDefault("Content-Type"), out var type)
        && string.Equals(type.MediaType, mediaType, StringComparison.OrdinalIgnoreCase)
        && type.CharSet?.Trim('"').ToUpperInvariant() is null or "UTF-8";
}
