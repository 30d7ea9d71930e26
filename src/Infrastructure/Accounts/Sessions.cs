using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

internal sealed class Sessions(Database database, TimeProvider time) : ISessions
{
    /// <summary>For how long an answer is believed; what ends on this node is dropped at once.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan IdleLife = TimeSpan.FromDays(30);
    private const int ManyAnswers = 10_000;

    private readonly ConcurrentDictionary<SessionId, Answer> _answers = new();

    public async Task<SessionId> StartAsync(AccountId account, string device, CancellationToken ct)
    {
        var now = time.Now();
        var session = new SessionRow
        {
            Id = SessionId.New(),
            AccountId = account,
            Device = Cut(device),
            CreatedAt = now,
            LastUsedAt = now,
        };
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync();
        return session.Id;
    }

    public async Task<SignedIn?> FindAsync(SessionId session, CancellationToken ct)
    {
        var known = _answers.GetValueOrDefault(session);
        if (known is not null && time.GetElapsedTime(known.At) < Believed)
        {
            return known.Who;
        }

        var answer = new Answer(await ReadAsync(session, ct), time.GetTimestamp());
        ForgetOldAnswers();
        // If the session was ended while we read, that answer is there and stands.
        var stands = known is null ? _answers.TryAdd(session, answer) : _answers.TryUpdate(session, answer, known);
        return stands ? answer.Who : _answers.GetValueOrDefault(session)?.Who;
    }

    public async Task EndAsync(SessionId session)
    {
        var now = time.Now();
        await using var db = database.Open();
        await using (var write = await database.BeginWriteAsync(db))
        {
            await db.Sessions.Where(s => s.Id == session && s.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), CancellationToken.None);
            await write.CommitAsync();
        }

        _answers[session] = new Answer(null, time.GetTimestamp());
    }

    private static string Cut(string device)
    {
        const int Max = SessionRow.MaxDeviceLength;
        return device.Length <= Max ? device : device[..(char.IsHighSurrogate(device[Max - 1]) ? Max - 1 : Max)]; // not through an emoji
    }

    private async Task<SignedIn?> ReadAsync(SessionId session, CancellationToken ct)
    {
        var now = time.Now();
        var usedSince = now - IdleLife;
        await using var db = database.Open();
        var found = await (
            from row in db.Sessions
            join account in db.Accounts on row.AccountId equals account.Id
            where row.Id == session && row.EndedAt == null && row.LastUsedAt > usedSince && account.DisabledAt == null
            select new { row.LastUsedAt, account.Id, account.Name, account.Language }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        if (now - found.LastUsedAt > TimeSpan.FromMinutes(1))
        {
            await TouchAsync(db, session, now);
        }

        return new SignedIn(session, found.Id, found.Name, found.Language);
    }

    private async Task TouchAsync(XtabloDb db, SessionId session, DateTimeOffset now)
    {
        try
        {
            await using var write = await database.BeginWriteAsync(db);
            await db.Sessions.Where(s => s.Id == session)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsedAt, now), CancellationToken.None);
            await write.CommitAsync();
        }
        catch (Exception failure) when (database.IsOutage(failure))
        {
            // On a full disk one can still read; the next request tries again.
        }
    }

    private void ForgetOldAnswers()
    {
        if (_answers.Count > ManyAnswers)
        {
            foreach (var (session, answer) in _answers.Where(a => time.GetElapsedTime(a.Value.At) > Believed))
            {
                _answers.TryRemove(KeyValuePair.Create(session, answer));
            }
        }
    }

    private sealed record Answer(SignedIn? Who, long At);
}
