namespace TenantApp.Hosting;

/// <summary>Finds the folder of settings and static files when the application is started from another folder.</summary>
public static class ContentRoot
{
    private const string Settings = "appsettings.json";

    /// <summary>Returns <see langword="null"/> when the current folder, or the one given by the host, is the right one.</summary>
    public static string? For(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var isGiven = args.Any(arg => arg.Contains("contentRoot", StringComparison.OrdinalIgnoreCase));
        return isGiven || File.Exists(Settings) ? null : AppContext.BaseDirectory;
    }
}
