namespace CentralEndpoint.Pages;

/// <summary>One way in which a page can be shown.</summary>
public sealed record ChoiceOption(string Name, string Address, bool IsCurrent = false);
