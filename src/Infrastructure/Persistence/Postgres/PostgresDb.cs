using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : XtabloDb(options), IDataProtectionKeyContext
{
    /// <summary>The keys that protect cookies and forms: every node must read what another has made.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.Entity<LimitCountRow>().ToTable("limit_counts").HasKey(counted => new { counted.LimitName, counted.Key });
        base.OnModelCreating(builder);
        foreach (var property in builder.Model.GetEntityTypes()
            .Where(entity => entity.GetTableName()?.StartsWith("search", StringComparison.Ordinal) is true)
            .SelectMany(entity => entity.GetDeclaredProperties())
            .Where(property => property.ClrType == typeof(string)))
        {
            property.SetCollation("C"); // by bytes, as SQLite compares: what begins alike stands together
        }
    }

    /// <summary>A context on a connection that ends with it.</summary>
    public static PostgresDb On(NpgsqlConnection connection) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection, contextOwnsConnection: true).Options);

    /// <summary>Creates the database unless it is there, or another node is faster. It has no tables yet.</summary>
    public async Task CreateDatabaseAsync(CancellationToken ct)
    {
        var creator = this.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(ct))
            {
                await creator.CreateAsync(ct);
            }
        }
        catch (PostgresException answer) when (answer.SqlState
            is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // The other node was.
        }
    }

    /// <summary>For the rest of the transaction.</summary>
    public async Task SetTimeoutsAsync()
    {
        await using var timeouts = new NpgsqlBatch((NpgsqlConnection)Database.GetDbConnection());
        timeouts.AddTimeouts();
        await timeouts.ExecuteNonQueryAsync();
    }
}
