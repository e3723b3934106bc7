namespace Demo.Processes;

/// <summary>Finds the other samples where the build put them.</summary>
internal static class SampleProgram
{
    /// <summary>Returns the path of a sample's assembly, built with the same configuration as this program.</summary>
    public static string PathOf(string name)
    {
        // samples/Demo/bin/Debug/net10.0, or a test project's folder of the same depth.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "samples", name, "bin", configuration, framework, name + ".dll");
            if (File.Exists(path))
            {
                return path;
            }
        }
        throw new DemoFaultException($"The sample {name} is not built. Build it with: dotnet build samples/Demo");
    }
}
