namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Is an endpoint to be judged.</summary>
internal interface IConformanceTarget : IAsyncDisposable
{
    /// <summary>Gets a client whose base address is the endpoint's, with a slash at its end.</summary>
    HttpClient Client { get; }

    ConformanceAccount Account { get; }

    /// <summary>Gets a second client instance, if there is one.</summary>
    ConformanceAccount? OtherAccount { get; }

    /// <summary>Gets what signs tokens in the name of the first instance, if the endpoint takes them.</summary>
    TokenSigner? Signer { get; }
}
