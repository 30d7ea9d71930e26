using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Tests.Common;

public abstract class BackingUpTests(XtabloApp app) : VerbTests(app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(Data, "backup");

    [Fact]
    public async Task What_is_restored_is_what_was_there_when_it_was_backed_up_with_new_epochs()
    {
        var browser = new CookieContainer();
        string discussion;
        string cursor;
        await using (var server = StartServer())
        {
            var ada = server.Visitor(browser);
            await ada.MakeAccountAsync("Ada");
            discussion = await ada.CreateTabloAsync();
            await ada.SayAsync(discussion, "In the backup");
            Assert.Equal((0, "", ""), await ProgramProcess.RunAsync(Settings, "backup", Backup)); // beside the running server
            await ada.SayAsync(discussion, "After it");
            cursor = await HeadAsync(ada, discussion);
        }

        Assert.Equal((0, "", ""), await ProgramProcess.RunAsync(Settings, "restore", Backup));

        await using var again = StartServer();
        var after = again.Visitor(browser);
        Assert.Equal("In the backup", Row.Single(await after.ReadAsync(discussion)).Body); // still signed in
        using var stream = await after.FollowAsync(discussion, cursor);
        var reset = await stream.NextAsync("reset");
        Assert.NotEqual(cursor[..8], reset.Id![..8]);
        Assert.Equal("""{"reason":"epoch"}""", reset.Data);
    }

    [Fact]
    public async Task A_restore_beside_a_running_server_is_refused_and_the_server_goes_on()
    {
        await using var server = StartServer();
        await server.Services.GetRequiredService<IBackups>().BackUpAsync(Backup, Ct);

        var (exitCode, _, said) = await ProgramProcess.RunAsync(Settings, "restore", Backup);
        var (renewExitCode, _, _) = await ProgramProcess.RunAsync(Settings, "restore", "--renew-only");

        Assert.Equal((1, 1), (exitCode, renewExitCode));
        Assert.Contains("stop it", said, StringComparison.Ordinal);
        Assert.Equal("Healthy", await server.Visitor().ReadAsync("/health/ready"));
    }

    [Fact]
    public async Task A_database_put_back_by_hand_gets_new_epochs_alone()
    {
        var browser = new CookieContainer();
        string discussion;
        string cursor;
        await using (var server = StartServer())
        {
            var ada = server.Visitor(browser);
            await ada.MakeAccountAsync("Ada");
            discussion = await ada.CreateTabloAsync();
            await ada.SayAsync(discussion, "Stays");
            cursor = await HeadAsync(ada, discussion);
        }

        Assert.Equal((0, "", ""), await ProgramProcess.RunAsync(Settings, "restore", "--renew-only"));

        await using var again = StartServer();
        var after = again.Visitor(browser);
        Assert.Equal("Stays", Row.Single(await after.ReadAsync(discussion)).Body);
        Assert.NotEqual(cursor[..8], (await HeadAsync(after, discussion))[..8]);
    }

    [Fact]
    public async Task A_file_that_is_no_backup_changes_nothing()
    {
        await using (var server = StartServer())
        {
            await server.Visitor().MakeAccountAsync("Ada");
        }

        var letter = Path.Combine(Data, "letter.txt");
        await File.WriteAllTextAsync(letter, "Dear Ada, this is no backup.", Ct);
        var (exitCode, _, said) = await ProgramProcess.RunAsync(Settings, "restore", letter);

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        await using var again = StartServer();
        using var setUp = await again.Visitor().GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, setUp.StatusCode); // Ada's account is there
    }

    [Fact]
    public async Task An_older_backup_is_never_overwritten()
    {
        await StartServer().DisposeAsync();
        await File.WriteAllTextAsync(Backup, "older", Ct);
        var (exitCode, _, said) = await ProgramProcess.RunAsync(Settings, "backup", Backup);

        Assert.Equal(1, exitCode);
        Assert.Contains("choose another name", said, StringComparison.Ordinal);
        Assert.Equal("older", await File.ReadAllTextAsync(Backup, Ct));
    }

    private static async Task<string> HeadAsync(Visitor visitor, string discussion)
    {
        using var stream = await visitor.FollowAsync(discussion);
        return JsonDocument.Parse((await stream.NextAsync("ready")).Data!).RootElement.GetProperty("head").GetString()!;
    }

    public sealed class OnSqlite() : BackingUpTests(new SqliteApp());

    public sealed class OnPostgres() : BackingUpTests(new PostgresApp());
}
