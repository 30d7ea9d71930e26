using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Xtablo.Application.Operation;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : XtabloDb(options)
{
    // A million messages have twelve million rows here, and an id as text would be most of each.
    private static readonly string[] TablesWithShortKeys =
        ["search_terms", "search_endings", "search_postings", "searched_messages"];

    /// <summary>The id of a tablo as the tables of the search index have it: 16 bytes.</summary>
    public static byte[] ShortKeyOf(TabloId tablo) => tablo.Value.ToByteArray(bigEndian: true);

    public static TabloId TabloIdOf(byte[] shortKey) => new(new Guid(shortKey, bigEndian: true));

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<DateTimeOffset>().HaveConversion<Conversions.OfTime>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        var shortKey = new ValueConverter<TabloId, byte[]>(
            id => ShortKeyOf(id), key => TabloIdOf(key));
        foreach (var entity in builder.Model.GetEntityTypes()
            .Where(entity => TablesWithShortKeys.Contains(entity.GetTableName(), StringComparer.Ordinal)))
        {
            entity.FindProperty(nameof(TabloId))!.SetValueConverter(shortKey);
        }
    }

    /// <summary>
    /// Migrates a file that nobody else migrates: our own lock on it says so. EF keeps its lock as a row, which a program that
    /// was killed leaves behind, a backup takes along, and every later program would wait for; that row is nobody's.
    /// </summary>
    /// <param name="where">Names the file to the operator.</param>
    /// <param name="ct">Not heard any more when a migration has begun: the tables are of one version or of another.</param>
    /// <exception cref="OperatorException">A newer Xtablo has migrated the file; it is not changed.</exception>
    public async Task MigrateAloneAsync(string where, CancellationToken ct)
    {
        var isBehind = await TableVersion<SqliteDb>.IsBehindAsync(this, where, ct);
        var open = Database.GetDbConnection();
        if (await open.AskAsync("SELECT name FROM sqlite_master WHERE name = '__EFMigrationsLock'", ct) is not null)
        {
            await Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct);
        }

        if (isBehind)
        {
            await Database.MigrateAsync(CancellationToken.None);
        }
    }

    /// <summary>Waits for a program that has locked the file, and fails where nothing may be written.</summary>
    public async Task MustBeWritableAsync()
    {
        // WAL lets readers continue beside the writer. FULL, the default, makes a commit survive a power cut.
        await Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL");
        await using var nothing = await Database.BeginTransactionAsync();
    }
}
