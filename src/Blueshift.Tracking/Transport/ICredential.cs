namespace Blueshift.Tracking.Transport;

/// <summary>Gives the bearer token of a request.</summary>
internal interface ICredential
{
    /// <summary>Gets the token for the next request. Cheap; never logged.</summary>
    string Current();

    /// <summary>Reads the credential again after the endpoint refused it.</summary>
    /// <returns>Whether it is another one now, so that one more try at once makes sense.</returns>
    bool Reread();
}
