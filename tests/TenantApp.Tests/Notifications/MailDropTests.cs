using Microsoft.Extensions.Logging;
using MimeKit;
using TenantApp.Notifications;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Notifications;

[TestClass]
public sealed class MailDropTests
{
    [TestMethod]
    public async Task Each_change_is_told_to_the_user_by_one_mail()
    {
        await using var app = new TenantFactory().Set("TenantApp:Name", "Harbour desk");
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();

        await admin.CreateUserAsync(person);
        await admin.ChangeStateAsync(person.UserName, "deactivate");
        await admin.ChangeStateAsync(person.UserName, "reactivate");

        var mails = app.Mails.Select(path => MimeMessage.Load(path)).ToList();
        Assert.AreSequenceEqual(
            [
                "Welcome to Harbour desk",
                "Your account in Harbour desk was deactivated",
                "Your account in Harbour desk is active again",
            ],
            mails.Select(mail => mail.Subject)
        );
        foreach (var mail in mails)
        {
            var to = mail.To.Mailboxes.Single();
            Assert.AreEqual(person.Email, to.Address);
            Assert.AreEqual("Amelia Nguyen", to.Name);
            var text = mail.TextBody!;
            Assert.Contains("Dear Amelia Nguyen,", text);
            Assert.Contains(person.UserName, text);
        }
    }

    [TestMethod]
    public async Task The_welcome_mail_holds_no_password()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();

        await admin.CreateUserAsync(person);

        var mail = await File.ReadAllBytesAsync(app.Mails.Single());
        Assert.IsTrue(Leak.IsIn(mail, person.UserName));
        Assert.IsFalse(Leak.IsIn(mail, person.Password));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Mails_database_and_folders_are_their_owners_alone()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        await admin.CreateUserAsync(new Person());

        Assert.AreEqual("600", Mode(app.Mails.Single()));
        Assert.AreEqual("700", Mode(app.MailFolder));
        Assert.AreEqual("700", Mode(app.Folder.Path));
        Assert.AreEqual("700", Mode(Path.Combine(app.Folder.Path, "keys")));
        foreach (var file in Directory.EnumerateFiles(app.Folder.Path, "tenant.db*"))
        {
            Assert.AreEqual("600", Mode(file), Path.GetFileName(file));
        }
    }

    [TestMethod]
    public async Task The_folder_is_a_setting()
    {
        using var elsewhere = new TemporaryFolder();
        await using var app = new TenantFactory().Set("TenantApp:MailDropFolder", elsewhere.Path);
        using var admin = await app.SignInAdministratorAsync();

        await admin.CreateUserAsync(new Person());

        Assert.EndsWith(".eml", Directory.EnumerateFiles(elsewhere.Path).Single());
    }

    [TestMethod]
    public async Task A_mail_that_cannot_be_kept_is_logged_without_the_user_and_fails_nothing()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        Directory.Delete(app.MailFolder);

        var answer = await admin.CreateUserAsync(new Person());

        Assert.AreEqual("/users", answer.Location);
        var record = app
            .Logs.GetSnapshot()
            .Single(r => string.Equals(r.Category, typeof(UserNotifications).FullName, StringComparison.Ordinal));
        Assert.AreEqual(LogLevel.Error, record.Level);
        Assert.AreEqual("A notification was not sent: DirectoryNotFoundException.", record.Message);
    }

    private static string Mode(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), toBase: 8);
}
