using System.Net;

namespace Blueshift.Tracking.Transport;

/// <summary>Says what an answer of the endpoint, or of somebody in its place, asks the client to do. The contract's table, without I/O.</summary>
internal static class AnswerClassifier
{
    public static DeliveryAnswer Classify(ReceivedAnswer answer, OutgoingBatch batch, bool wasCompressed)
    {
        if (answer.Status == HttpStatusCode.OK)
        {
            return Acknowledgement(answer, batch);
        }
        var detail = answer.Detail;
        return answer.Status switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity =>
                Refusal(answer),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => DeliveryAnswer.Pause(
                DeliveryFault.CredentialRefused,
                answer.CredentialDetail
            ),
            HttpStatusCode.UnsupportedMediaType when wasCompressed && answer.RefusesGzip =>
                DeliveryAnswer.CompressionRefused(detail),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 =>
                DeliveryAnswer.TryLater(DeliveryFault.Unreachable, detail, answer.RetryAfter),
            >= HttpStatusCode.InternalServerError => DeliveryAnswer.TryLater(
                DeliveryFault.Unreachable,
                detail,
                answer.RetryAfter
            ),
            HttpStatusCode.Gone when ProblemDocument.Read(answer) is not null => DeliveryAnswer.Retired(detail),
            >= HttpStatusCode.MultipleChoices => DeliveryAnswer.Pause(DeliveryFault.EndpointRefused, detail),
            _ => DeliveryAnswer.TryLater(DeliveryFault.NotOurEndpoint, detail),
        };
    }

    private static DeliveryAnswer Refusal(ReceivedAnswer answer)
    {
        if (ProblemDocument.Read(answer) is not { } problem)
        {
            return DeliveryAnswer.Pause(DeliveryFault.NotOurEndpoint, answer.Detail);
        }
        return answer.Status == HttpStatusCode.RequestEntityTooLarge
            ? DeliveryAnswer.BatchTooLarge(answer.Detail, problem.MaxCount, problem.MaxBytes)
            : DeliveryAnswer.BatchRefused(answer.Detail);
    }

    private static DeliveryAnswer Acknowledgement(ReceivedAnswer answer, OutgoingBatch batch)
    {
        if (!string.Equals(answer.MediaType, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            return DeliveryAnswer.TryLater(DeliveryFault.NotOurEndpoint, answer.Detail);
        }
        return VerdictReader.TryRead(answer.Body, batch)
            ? DeliveryAnswer.Of(batch.Verdicts)
            : DeliveryAnswer.TryLater(DeliveryFault.NotOurEndpoint, answer.Detail + " that is no answer to this batch");
    }
}
