using System.Globalization;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Operation;

/// <summary>
/// How old the last backup is. Whoever backs up by other means has none noted, which is no fault; one that was made each night
/// and is not any more is.
/// </summary>
internal sealed class BackupCheckup(LastBackup last, TimeProvider time) : ICheckup
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(8); // made each week, it may be late

    public string Subject => "backup";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Finding>>([Look()]);

    private Finding Look()
    {
        if (last.MadeAt() is not { } madeAt)
        {
            return Finding.Well("backup: none was made by the verb 'backup' with this data directory");
        }

        var age = time.GetUtcNow() - madeAt;
        var what = string.Create(
            CultureInfo.InvariantCulture, $"backup: the last was made {WordFor(age)} ago, at {madeAt:yyyy-MM-dd HH:mm} UTC");
        return age < Old ? Finding.Well(what) : new(
            what, "Run 'backup <file>' now, and look at what should have run it, such as cron or a timer.");
    }

    private static string WordFor(TimeSpan age) => age < TimeSpan.FromDays(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalHours):0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days");
}
