using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Accounts;
using Xtablo.Application.Discussions;
using Xtablo.Application.Later;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Starting;

/// <summary>
/// Asks and does what is asked and done first after a start, once, for somebody: Entity Framework compiles it then, and whoever
/// comes first would wait for that. It stores nothing, and does not hold up the start.
/// </summary>
internal sealed partial class WarmQueries(
    Database database,
    ISessions sessions,
    ITabloReader tablos,
    IDiscussionReader discussions,
    IDrafts drafts,
    ISavedMessages saved,
    ILog log,
    EditRehearsal edit,
    ILogger<WarmQueries> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await AskAsync(stoppingToken);
        }
        catch (Exception failure) // then the first to come waits, as they would have, and is told what is wrong
        {
            if (!database.IsOutage(failure) && !stoppingToken.IsCancellationRequested)
            {
                LogFailure(logger, failure);
            }
        }
    }

    private async Task AskAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var (tablo, account) = await db.Participants.Where(p => p.RemovedAtSequence == null)
            .Select(p => new ValueTuple<TabloId, AccountId>(EF.Property<TabloId>(p, DiscussionTables.TabloIdOf), p.AccountId))
            .FirstOrDefaultAsync(ct);
        await sessions.FindAsync(SessionId.New(), ct);
        await tablos.ListAsync(account, ct);
        await tablos.LastRowsAsync(account, ct);
        await discussions.PageAsync(tablo, account, Window.Newest(1), ct);
        await drafts.FindAsync(tablo, account, ct);
        await saved.MarksAsync(account, ct);
        await discussions.MembershipsAsync([tablo], account, ct);
        await log.ReadAfterAsync(tablo, sequence: -1, limit: 1, ct); // less than any head
        await using (var posts = await database.BeginPostsAsync([new(TabloId.New(), account, ClientId.New())], waits: false))
        {
            await posts.RehearseAsync();
        }

        await db.DiscussionsWithParticipantsAsync([tablo]);
        await db.MessagesAsync(tablo, [MessageId.New()]);
        if (account != default && !ct.IsCancellationRequested) // there is one
        {
            await edit.RunAsync(account);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What comes first after a start could not be tried before anybody came")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
