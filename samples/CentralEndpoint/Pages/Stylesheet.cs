namespace CentralEndpoint.Pages;

/// <summary>The one stylesheet of the pages.</summary>
internal static class Stylesheet
{
    public static readonly byte[] Content = Read();

    private static byte[] Read()
    {
        using var resource = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
