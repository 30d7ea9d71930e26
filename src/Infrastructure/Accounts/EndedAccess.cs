using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Checks once a second which sessions and tokens have just ended, so that it does not matter where they did.</summary>
internal sealed class EndedAccess(
    SseHub hub, Sessions sessions, Database database, TimeProvider time, ILogger<EndedAccess> logger)
    : Round(TimeSpan.FromSeconds(1), time, database, logger)
{
    // An end becomes visible at its commit, which is later than its timestamp, and the timestamp is by another node's clock.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(20);

    private DateTimeOffset _knownUntil = time.Now();

    /// <summary>Ends here what has ended on another node, by a verb of the command line, or by an event that was lost.</summary>
    public override async Task AskAsync(CancellationToken ct)
    {
        var now = Time.Now();
        var since = _knownUntil - Overlap;
        await using var db = database.Open();
        await EndAsync(db.Sessions.Where(s => s.EndedAt > since), db.Tokens.Where(t => t.RevokedAt > since), ct);
        _knownUntil = now;
    }

    /// <summary>Ends here those among some that have ended, whenever that was.</summary>
    public async Task AskAsync(IReadOnlyCollection<Guid> some, CancellationToken ct)
    {
        SessionId[] maybeSessions = [.. some.Select(id => new SessionId(id))];
        await using var db = database.Open();
        await EndAsync(
            db.Sessions.Where(s => maybeSessions.Contains(s.Id) && s.EndedAt != null),
            db.Tokens.Where(t => some.Contains(t.Id) && t.RevokedAt != null),
            ct);
    }

    private async Task EndAsync(IQueryable<SessionRow> ofSessions, IQueryable<TokenRow> ofTokens, CancellationToken ct)
    {
        var ended = await ofSessions.Select(s => s.Id).ToListAsync(ct);
        var revoked = await ofTokens.Select(t => t.Id).ToListAsync(ct);
        sessions.Forget(ended);
        var over = ended.Select(session => session.AsAccess()).Concat(revoked.Select(token => new TokenId(token).AsAccess()));
        await hub.EndStreamsOfAsync(over.ToHashSet(), ct);
    }
}
