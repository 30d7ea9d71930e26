using Microsoft.Extensions.Logging;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Limits;

/// <summary>Forgets what was counted long ago: anybody can have any e-mail address counted.</summary>
internal sealed class ForgetCounts(CountsInDatabase counts, Database database, TimeProvider time, ILogger<ForgetCounts> logger)
    : Round(TimeSpan.FromMinutes(10), time, database, logger)
{
    public override Task AskAsync(CancellationToken ct) => counts.ForgetAsync(ct);
}
