namespace CentralEndpoint.Reports;

/// <summary>Answers a question that has no answer, instead of failing.</summary>
internal static class Refusals
{
    /// <param name="routes">Their words are held against what they read, too.</param>
    /// <param name="answer">Makes the answer.</param>
    public static RouteGroupBuilder AnswerRefusals(
        this RouteGroupBuilder routes,
        Func<ReportRefusedException, IResult> answer
    ) =>
        routes.AddEndpointFilter(
            async (context, next) =>
            {
                try
                {
                    KnownWords.Demand(context.HttpContext);
                    return await next(context);
                }
                catch (ReportRefusedException fault)
                {
                    return answer(fault);
                }
            }
        );
}
