namespace DemoHistory.Clients;

/// <summary>Is a time of each year in which a client has more users; those of the last one come first.</summary>
/// <param name="Opens">The month in which they come.</param>
/// <param name="Closes">The month in which they go.</param>
/// <param name="Users">How many they are.</param>
internal sealed record Season(int Opens, int Closes, int Users);
