namespace CentralEndpoint.Commands;

/// <summary>Says what is wrong with the arguments of a command.</summary>
internal sealed class BadArgumentsException(string message) : Exception(message);
