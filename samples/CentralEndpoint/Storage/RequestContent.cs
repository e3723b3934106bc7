namespace CentralEndpoint.Storage;

/// <summary>Who asked, how to reach them, and what they wrote. A class without members of <see cref="object"/> that could print it.</summary>
public sealed class RequestContent(string name, string email, string? phone, string text)
{
    public string Name { get; } = name;

    public string Email { get; } = email;

    /// <summary>Gets the telephone number; absent where none was given.</summary>
    public string? Phone { get; } = phone;

    public string Text { get; } = text;
}
