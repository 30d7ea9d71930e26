using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Common;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>
/// Deletes what has ended long ago, so that signing in and out does not fill the database: sessions, tokens, reset links, and
/// what people were told of their accounts more than a year ago.
/// </summary>
internal sealed class ForgetEnded(Database database, TimeProvider time, ILogger<ForgetEnded> logger)
    : Round(TimeSpan.FromMinutes(10), time, database, logger)
{
    // Far longer than EndedAccess looks back: a session without its row has ended too.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly TimeSpan NoticesKept = TimeSpan.FromDays(400);

    public override async Task AskAsync(CancellationToken ct)
    {
        var now = Time.Now();
        var (longAgo, unused, lastYear) = (now - Kept, now - Kept - Sessions.IdleLife, now - NoticesKept);
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        await db.Sessions.Where(s => s.EndedAt < longAgo || s.LastUsedAt < unused).ExecuteDeleteAsync(CancellationToken.None);
        await db.Tokens.Where(t => t.RevokedAt < longAgo || t.ExpiresAt < longAgo).ExecuteDeleteAsync(CancellationToken.None);
        await db.ResetLinks.Where(r => r.ExpiresAt < longAgo).ExecuteDeleteAsync(CancellationToken.None);
        await db.AccountNotices.Where(n => n.At < lastYear).ExecuteDeleteAsync(CancellationToken.None);
        await write.CommitAsync();
    }
}
