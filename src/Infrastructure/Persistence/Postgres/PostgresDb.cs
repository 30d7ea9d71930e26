using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : XtabloDb(options)
{
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
}
