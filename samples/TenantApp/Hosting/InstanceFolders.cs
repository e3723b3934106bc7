namespace TenantApp.Hosting;

/// <summary>Names the folders of one running instance; each is made for its owner alone.</summary>
public sealed class InstanceFolders
{
    public InstanceFolders(TenantAppOptions options, string contentRoot)
    {
        Data = OwnerOnlyFolder.Prepare(Path.GetFullPath(options.DataFolder, contentRoot));
        Keys = OwnerOnlyFolder.Prepare(Path.Combine(Data, "keys"));
        MailDrop = OwnerOnlyFolder.Prepare(
            options.MailDropFolder is { Length: > 0 } folder
                ? Path.GetFullPath(folder, contentRoot)
                : Path.Combine(Data, "mail")
        );
    }

    public string Data { get; }

    public string Keys { get; }

    public string MailDrop { get; }

    public string Database => Path.Combine(Data, "tenant.db");
}
