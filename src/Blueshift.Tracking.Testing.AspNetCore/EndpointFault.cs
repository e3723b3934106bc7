namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is a way in which an endpoint, or the network before it, fails a request. No client may take one of them for an acknowledgement.</summary>
public enum EndpointFault
{
    /// <summary>Breaks the connection after the request has come. Nothing is stored.</summary>
    Cut,

    /// <summary>Stores the activities and breaks the connection before the answer, so that the client sends them again.</summary>
    StoreThenCut,

    /// <summary>Stores the activities and breaks the connection in the middle of the answer.</summary>
    StoreThenCutInAnswer,

    /// <summary>Says nothing until the client gives up. Nothing is stored. Costs the client its <see cref="DeliveryOptions.RequestTimeout"/>.</summary>
    Silence,

    /// <summary>Stores the activities and says nothing until the client gives up. Costs the client its <see cref="DeliveryOptions.RequestTimeout"/>.</summary>
    StoreThenSilence,

    /// <summary>Stores the activities and answers with the first half of the JSON, as if that were all.</summary>
    Truncated,

    /// <summary>Stores the activities and answers with JSON that a megabyte of spaces makes too long.</summary>
    Oversized,

    /// <summary>Stores the activities and answers twice in one: the JSON, and the same JSON again behind it.</summary>
    Repeated,

    /// <summary>Stores the activities and answers with the ids of others.</summary>
    OtherIds,

    /// <summary>Answers 200 with bytes that say they are JSON and are not. Nothing is stored.</summary>
    Garbage,

    /// <summary>Answers with bytes that are no HTTP, on a connection whose TLS is good. Nothing is stored.</summary>
    NotHttp,

    /// <summary>Answers 200 with an HTML page, as the captive portal of a network does. Nothing is stored.</summary>
    LoginPage,
}
