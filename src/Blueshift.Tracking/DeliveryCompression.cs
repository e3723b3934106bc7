namespace Blueshift.Tracking;

/// <summary>Says how request bodies are compressed.</summary>
public enum DeliveryCompression
{
    /// <summary>By gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>Not at all: for networks in which the size of a body must not depend on its content.</summary>
    None,
}
