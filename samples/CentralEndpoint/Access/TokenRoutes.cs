using CentralEndpoint.Audit;
using CentralEndpoint.Pages;
using Microsoft.AspNetCore.Mvc;

namespace CentralEndpoint.Access;

/// <summary>The page on which people make read tokens for their spreadsheets, and revoke them.</summary>
internal static class TokenRoutes
{
    public const string Tokens = "/tokens";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Tokens, ShowAsync).Allow(Right.Tokens);
        routes.MapPost(Tokens, MakeAsync).Allow(Right.Tokens);
        routes.MapPost($"{Tokens}/revoke", RevokeAsync).Allow(Right.Tokens);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ReadTokens tokens) =>
        await PageAsync(context, tokens, StatusCodes.Status200OK);

    private static async Task<IResult> MakeAsync(HttpContext context, ReadTokens tokens, [FromForm] string? label)
    {
        var name = label?.Trim() ?? "";
        if (name.Length is 0 or > ReadTokens.LongestLabel || name.Any(char.IsControl))
        {
            return await PageAsync(
                context,
                tokens,
                StatusCodes.Status400BadRequest,
                fault: $"Give it a name of 1 to {ReadTokens.LongestLabel} characters."
            );
        }

        var token = await tokens.AddAsync(context.Staff(), name);
        return token is null
            ? await PageAsync(
                context,
                tokens,
                StatusCodes.Status409Conflict,
                fault: $"You have {ReadTokens.MostLive} tokens. Revoke one first."
            )
            : await PageAsync(context, tokens, StatusCodes.Status200OK, token);
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, ReadTokens tokens, [FromForm] string? id)
    {
        var member = context.Staff();
        await tokens.RevokeAsync(id ?? "", member.Account, member.Act(AuditActions.TokenRevoked, $"token {id}"));
        return Results.LocalRedirect(Tokens);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        ReadTokens tokens,
        int status,
        ReadToken? made = null,
        string? fault = null
    )
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var rows = await tokens.ListAsync(context.Staff().Account);
        return new PageResult<TokensPage>(
            status,
            (nameof(TokensPage.Tokens), rows.Select(row => ReadTokenView.Of(row, now)).ToList()),
            (nameof(TokensPage.Made), made?.Reveal()),
            (nameof(TokensPage.Fault), fault)
        );
    }
}
