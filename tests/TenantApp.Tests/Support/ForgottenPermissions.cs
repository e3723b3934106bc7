using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace TenantApp.Tests.Support;

/// <summary>Takes the permission from every page, as if nobody had thought of it.</summary>
internal sealed class ForgottenPermissions : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            var rest = candidate.Endpoint.Metadata.Where(item => item is not IAuthorizeData);
            var endpoint = new Endpoint(
                candidate.Endpoint.RequestDelegate,
                new EndpointMetadataCollection(rest),
                candidate.Endpoint.DisplayName
            );
            candidates.ReplaceEndpoint(i, endpoint, candidate.Values);
        }
        return Task.CompletedTask;
    }
}
