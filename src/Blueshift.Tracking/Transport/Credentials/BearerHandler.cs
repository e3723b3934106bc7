using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>
/// Puts the credential's token into each request, and when the endpoint refuses it asks for another one, once. It stands inside the
/// deadline of the exchange, which so covers the time that a token takes.
/// </summary>
internal sealed class BearerHandler(ITrackingCredential credential) : DelegatingHandler
{
    private const int MaxTokenLength = 8192;

    // RFC 6750, section 2.1. Whatever else would end the header and begin another one is no token.
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
    );

    // The header of the last token: it seldom is another one.
    private volatile string _bearer = "Bearer ";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var token = await TokenAsync(forceRenewal: false, cancellationToken).ConfigureAwait(false);
        Authorize(request, token);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            return response;
        }
        if (await AnotherAsync(token, cancellationToken).ConfigureAwait(false) is not { } other)
        {
            return response;
        }
        response.Dispose();
        Authorize(request, other);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private void Authorize(HttpRequestMessage request, string token)
    {
        var bearer = _bearer;
        if (!bearer.AsSpan("Bearer ".Length).SequenceEqual(token))
        {
            bearer = "Bearer " + token;
            _bearer = bearer;
        }
        request.Headers.Remove("Authorization");
        // As it is: what is parsed here is made and written out again for each request.
        request.Headers.TryAddWithoutValidation("Authorization", bearer);
    }

    // Without another token the refusal is the answer.
    private async Task<string?> AnotherAsync(string refused, CancellationToken cancellationToken)
    {
        try
        {
            var other = await TokenAsync(forceRenewal: true, cancellationToken).ConfigureAwait(false);
            return other == refused ? null : other;
        }
        catch (NoTokenException)
        {
            return null;
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A host's credential may throw anything."
    )]
    private async ValueTask<string> TokenAsync(bool forceRenewal, CancellationToken cancellationToken)
    {
        string? token;
        try
        {
            var task = credential.GetTokenAsync(forceRenewal, cancellationToken);
            token = task.IsCompletedSuccessfully
                ? task.Result
                // One that does not listen to the token must not hold the exchange beyond its deadline.
                : await task.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // The type alone: its message may quote what it was given.
            throw new NoTokenException($"the credential gave no token: {exception.GetType().FullName}");
        }
        return token switch
        {
            null or "" => throw new NoTokenException("the credential gave no token"),
            { Length: > MaxTokenLength } => throw new NoTokenException(
                $"the credential gave a token of over {MaxTokenLength} characters"
            ),
            _ when token.AsSpan().ContainsAnyExcept(Allowed) => throw new NoTokenException(
                "the credential gave a token with characters that a bearer token cannot have"
            ),
            _ => token,
        };
    }
}
