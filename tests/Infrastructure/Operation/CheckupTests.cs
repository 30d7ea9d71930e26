using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Backplane;
using Xtablo.Infrastructure.Operation;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Sqlite;
using Xtablo.Infrastructure.Tests.Backplane;
using PostgresDatabase = Xtablo.Infrastructure.Persistence.Postgres.PostgresDatabase;
using PostgresTables = Xtablo.Tests.Support.PostgresDatabase;

namespace Xtablo.Infrastructure.Tests.Operation;

public sealed class CheckupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-checkup-").FullName;
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, "ok  clock: that of this machine and that of the database agree")]
    [InlineData(90, "!!  clock: this machine is 90 s ahead of the database. ")]
    [InlineData(-90, "!!  clock: this machine is 90 s behind the database. ")]
    public async Task A_clock_that_is_off_is_seen_beside_that_of_the_database(int seconds, string line)
    {
        await using var tables = new PostgresTables();
        await tables.CreateAsync();
        using var database = new PostgresDatabase(tables.ConnectionString, TimeProvider.System);
        var here = new Shifted(TimeSpan.FromSeconds(seconds));

        Assert.StartsWith(line, Assert.Single(await LookAsync(new ClockCheckup(database, here))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_has_no_clock_of_its_own_no_connections_and_no_notices()
    {
        using var database = new SqliteDatabase($"Data Source={_folder}/xtablo.db", TimeProvider.System);

        Assert.Empty(await LookAsync(new ClockCheckup(database, TimeProvider.System)));
        Assert.Empty(await LookAsync(new PostgresCheckup(database)));
    }

    [Fact]
    public async Task The_line_of_the_doorbells_is_rung_and_heard()
    {
        await using var tables = new PostgresTables();
        await tables.CreateAsync();
        using var database = new PostgresDatabase(tables.ConnectionString, TimeProvider.System);

        Assert.StartsWith(
            "ok  doorbell: rang, and was heard after ", Assert.Single(await LookAsync(new DoorbellCheckup([new PostgresLine(database)], TimeProvider.System))),
            StringComparison.Ordinal);
        Assert.Empty(await LookAsync(new DoorbellCheckup([], TimeProvider.System)));
    }

    [Fact]
    public async Task A_line_that_carries_nothing_is_named()
    {
        var looking = LookAsync(new DoorbellCheckup([new FakeLine { IsDeaf = true }], _clock));
        while (!looking.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.StartsWith("!!  doorbell: the line is deaf. Messages come within two seconds all the same.", Assert.Single(await looking), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_transaction_is_seen_and_how_many_connections_are_left()
    {
        await using var tables = new PostgresTables();
        await tables.CreateAsync();
        using var database = new PostgresDatabase(tables.ConnectionString, TimeProvider.System);
        await using var open = await database.OpenAloneAsync(Ct);
        await using var transaction = await open.BeginTransactionAsync(Ct);
        await open.AskAsync("SELECT 1", Ct); // until now it is promised alone

        var lines = await LookAsync(new PostgresCheckup(database));

        Assert.Collection(
            lines,
            line => Assert.Matches("^ok  connections: [0-9]+ of [0-9]+ are in use$", line),
            line => Assert.Matches("^ok  notices: their queue is 0.?% full$", line),
            line => Assert.Matches("^ok  transactions: the oldest began [0-9.]+ s ago$", line));
    }

    [Fact]
    public async Task A_database_answers_or_it_is_said_what_to_look_at()
    {
        using var nothing = new SqliteDatabase($"Data Source={_folder}/xtablo.db", TimeProvider.System);
        using var nobody = new PostgresDatabase("Host=127.0.0.1;Port=1;Username=nobody", TimeProvider.System);
        await using var tables = new SqliteFile();
        using var database = new SqliteDatabase(tables.ConnectionString, TimeProvider.System);
        await database.PrepareAsync(new Progress<string>(), Ct);

        Assert.Matches("^ok  database: SQLite 3[0-9.]+ answers in [0-9.]+ ms$", await LineAsync(database));
        Assert.StartsWith($"!!  database: there is no '{_folder}/xtablo.db'. Start the server", await LineAsync(nothing), StringComparison.Ordinal);
        Assert.False(File.Exists($"{_folder}/xtablo.db")); // looking changes nothing
        Assert.StartsWith("!!  database: it does not answer: Connection refused. Look whether it runs", await LineAsync(nobody), StringComparison.Ordinal);

        async Task<string> LineAsync(Database each) => Assert.Single(await LookAsync(new DatabaseCheckup(each, TimeProvider.System)));
    }

    [Fact]
    public async Task A_backup_grows_old()
    {
        var last = new LastBackup(_folder, _clock);
        Assert.StartsWith("ok  backup: none was made", await LineAsync(), StringComparison.Ordinal);

        last.Note();
        _clock.Advance(TimeSpan.FromHours(30));
        Assert.StartsWith("ok  backup: the last was made 30 hours ago", await LineAsync(), StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromDays(8));
        Assert.Matches("^!!  backup: the last was made 9 days ago, at .* UTC. Run 'backup <file>' now", await LineAsync());

        async Task<string> LineAsync() => Assert.Single(await LookAsync(new BackupCheckup(last, _clock)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named()
    {
        using var database = new SqliteDatabase($"Data Source={_folder}/xtablo.db", TimeProvider.System);

        Assert.Matches("^ok  disk: [0-9.]+ GB are free at", Assert.Single(await LookAsync(new DiskCheckup(Data(_folder), database))));
        Assert.StartsWith("!!  disk: nothing can be written to '/proc'", (await LookAsync(new DiskCheckup(Data("/proc"), database)))[0], StringComparison.Ordinal);

        static Settings Data(string folder) => new() { ConnectionString = "", DataDirectory = folder };
    }

    [Theory]
    [InlineData("Max open files            1024                 1024                 files", "!!  files: a program here may have 1024 open")]
    [InlineData("Max open files            1024                 524288               files", "ok  files: a program here may have 524288 open")]
    [InlineData("Max open files            unlimited            unlimited            files", "ok  files: a program here may have any number")]
    public async Task Too_few_files_are_named(string limits, string line)
    {
        var file = Path.Combine(_folder, "limits");
        await File.WriteAllTextAsync(file, $"Limit                     Soft Limit           Hard Limit           Units\n{limits}\n", Ct);

        Assert.StartsWith(line, Assert.Single(await LookAsync(new FilesCheckup(file))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("235 OK", "chat", "ok  mail: 127.0.0.1:PORT answers, and lets 'chat' in")]
    [InlineData("235 OK", null, "ok  mail: 127.0.0.1:PORT answers")]
    [InlineData("535 no", "chat", "!!  mail: 127.0.0.1:PORT: no. Set Xtablo__Smtp__User and Xtablo__Smtp__Password")]
    public async Task A_mail_server_lets_it_in_or_not_and_is_sent_nothing(string answer, string? user, string line)
    {
        using var server = new SmtpServer { AnswerToSignIn = answer };

        Assert.StartsWith(line.Replace("PORT", $"{server.Port}", StringComparison.Ordinal), await MailLineAsync(server.Port, user), StringComparison.Ordinal);
        Assert.False(server.HasMore);
    }

    [Fact]
    public async Task A_mail_server_that_is_not_there_is_named() =>
        Assert.Matches("^!!  mail: 127.0.0.1:1: Connection refused.*Look at Xtablo__Smtp__Host", await MailLineAsync(1, user: null));

    private static async Task<string> MailLineAsync(int port, string? user)
    {
        var smtp = new SmtpSettings { Host = "127.0.0.1", Port = port, From = "chat@example.org", User = user, Password = user is null ? null : "secret" };
        return Assert.Single(await LookAsync(new MailCheckup(new Settings { ConnectionString = "", DataDirectory = "", Smtp = smtp })));
    }

    private static async Task<List<string>> LookAsync(ICheckup checkup) => [.. (await checkup.LookAsync(Ct)).Select(finding => $"{finding}")];

    /// <summary>A clock that is off.</summary>
    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
