using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// What tells the nodes of this installation from those of others, which may share a Redis. It is the database that they work on:
/// one that a backup was restored to has another name.
/// </summary>
internal sealed class Installation(Database database)
{
    private readonly string _node = RandomNumberGenerator.GetHexString(RingText.NameLength, lowercase: true);
    private string? _name;

    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    public async Task<string> NameAsync(CancellationToken ct)
    {
        if (_name is null)
        {
            await using var db = database.Open();
            var name = await db.Database.SqlQuery<string>(
                $"""
                SELECT md5(system.system_identifier || '/' || own.oid) AS "Value"
                FROM pg_control_system() AS system, pg_database AS own WHERE own.datname = current_database()
                """).SingleAsync(ct);
            _name = name[..RingText.NameLength];
        }

        return _name;
    }

    public async Task<RingText> TextAsync(CancellationToken ct) => new(await NameAsync(ct), _node);
}
