namespace Demo.Panel.Pages;

/// <summary>The stylesheet of the panel.</summary>
internal static class Stylesheet
{
    public static readonly byte[] Content = Read();

    private static byte[] Read()
    {
        using var resource = typeof(Stylesheet).Assembly.GetManifestResourceStream("panel.css")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
