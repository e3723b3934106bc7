using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>
/// Is the first step of strict reading: what cannot be trusted as a whole is refused as a whole.
/// The second step, for each activity, is <see cref="ActivityReader"/>.
/// </summary>
internal sealed class BatchReader(ActivityReader activities, int maxCount, int maxBytes)
{
    private const int MaxDepth = 4;

    /// <summary>Reads a batch.</summary>
    /// <param name="body">The whole body, decompressed.</param>
    /// <param name="instance">The credential's instance; null where any credential is good: then it is the first that the batch names.</param>
    /// <exception cref="ProblemException">The batch is malformed, too long, or of more than the one instance.</exception>
    public (string Instance, IReadOnlyList<ReadActivity> Activities) Read(ReadOnlyMemory<byte> body, string? instance)
    {
        using var document = StrictJson.Parse(body, MaxDepth, title => Problem.Malformed(title));
        var batch = document.RootElement;
        if (batch.ValueKind != JsonValueKind.Array)
        {
            throw new ProblemException(Problem.Malformed("The body is not a JSON array."));
        }
        if (batch.GetArrayLength() > maxCount)
        {
            throw new ProblemException(Problem.TooLarge(maxCount, maxBytes));
        }
        var ids = batch.EnumerateArray().Select(IdOf).ToList();
        var named = batch.EnumerateArray().SelectMany(NamedInstances).Distinct().ToList();
        instance ??= named.FirstOrDefault() ?? "";
        if (named.Exists(name => name != instance))
        {
            throw new ProblemException(Problem.InstanceMismatch);
        }
        return (instance, [.. batch.EnumerateArray().Select((element, index) => activities.Read(ids[index], element))]);
    }

    private static string IdOf(JsonElement element, int index) =>
        JsonText.Of(JsonText.Member(element, "id")) is { } id && Grammar.IsUuid(id)
            ? id
            : throw new ProblemException(Problem.Malformed("An element is no object with a valid id.", index));

    private static IEnumerable<string> NamedInstances(JsonElement element)
    {
        if (JsonText.Of(JsonText.Member(element, "source")) is { } source && Grammar.InstanceOf(source) is { } owner)
        {
            yield return owner;
        }
        if (
            JsonText.Member(element, "data") is { } data
            && JsonText.Of(JsonText.Member(data, "clientInstanceId")) is { } instance
        )
        {
            yield return instance;
        }
    }
}
