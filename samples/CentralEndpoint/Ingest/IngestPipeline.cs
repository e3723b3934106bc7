using CentralEndpoint.Heartbeats;

namespace CentralEndpoint.Ingest;

/// <summary>The routes of the https listener.</summary>
internal static class IngestPipeline
{
    public static void Build(IApplicationBuilder app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            var activities = routes.ServiceProvider.GetRequiredService<ActivitiesRoute>();
            routes.MapPost("/v1/activities", (RequestDelegate)activities.HandleAsync);
            var heartbeat = routes.ServiceProvider.GetRequiredService<HeartbeatRoute>();
            routes.MapPost("/v1/heartbeat", (RequestDelegate)heartbeat.HandleAsync);
        });
    }
}
