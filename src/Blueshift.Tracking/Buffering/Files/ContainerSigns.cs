namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Tells whether the process runs in a container, whose own file system goes with it.</summary>
internal static class ContainerSigns
{
    private static readonly string[] Files = ["/.dockerenv", "/run/.containerenv"];

    public static bool AreSeen(IFolderEnvironment environment) =>
        environment.Variable("DOTNET_RUNNING_IN_CONTAINER") is "1"
        || string.Equals(
            environment.Variable("DOTNET_RUNNING_IN_CONTAINER"),
            "true",
            StringComparison.OrdinalIgnoreCase
        )
        || !string.IsNullOrEmpty(environment.Variable("KUBERNETES_SERVICE_HOST"))
        || Files.Any(file => environment.Look(file).Kind is not null);
}
