using System.Globalization;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Postgres;

namespace Xtablo.Infrastructure.Operation;

/// <summary>Whether this machine has the time of the database's, by which the nodes agree.</summary>
internal sealed class ClockCheckup(Database database, TimeProvider time) : ICheckup
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(2);

    public string Subject => "clock";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (database is not PostgresDatabase)
        {
            return []; // one machine, one clock
        }

        await using var open = await database.OpenAloneAsync(ct);
        var before = time.GetUtcNow();
        var answer = await open.AskAsync("SELECT extract(epoch FROM clock_timestamp())::float8", ct);
        var theirs = DateTimeOffset.UnixEpoch.AddSeconds((double)answer![0]);
        var after = time.GetUtcNow();

        // It was asked at some moment between: only what lies outside is off.
        var off = theirs < before ? before - theirs : theirs > after ? theirs - after : TimeSpan.Zero;
        if (off < Allowed)
        {
            return [Finding.Well("clock: that of this machine and that of the database agree")];
        }

        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"clock: this machine is {off.TotalSeconds:0} s {(theirs < before ? "ahead of" : "behind")} the database");
        return [new(what, "Have both keep the time by NTP (timedatectl set-ntp true).")];
    }
}
