namespace CentralEndpoint.Privacy.Requests;

/// <summary>Says why something cannot be done about a request, in words for the officer. It repeats nothing of a person.</summary>
internal sealed class RequestRefusedException(string message) : Exception(message);
