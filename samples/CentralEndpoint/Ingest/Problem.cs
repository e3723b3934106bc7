namespace CentralEndpoint.Ingest;

/// <summary>An error of the whole request (RFC 9457). Every text is fixed: nothing of the request is repeated.</summary>
internal sealed record Problem(string Name, int Status, string Title, string Detail)
{
    private const string Base = "https://blueshift.one/tracking/problems/";

    public string Type => Base + Name;

    /// <summary>Gets the place in the batch of the element that cannot be read.</summary>
    public int? Index { get; init; }

    /// <summary>Gets the greatest number of activities in a batch, where that is what the sender needs to know.</summary>
    public int? MaxCount { get; init; }

    /// <summary>Gets the greatest number of bytes of a batch before compression.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>Gets the header that belongs to the answer.</summary>
    public (string Name, string Value)? Header { get; init; }
}
