using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

internal sealed class Sessions : ISessions
{
    /// <summary>How long a result is cached; a session that ends on this node is dropped at once.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan IdleLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private const int MostOfAnAccount = 50;
    private const int ManyAnswers = 10_000;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<SessionId, Answer> _answers = new();
    private readonly SharedLookup<SessionId, Alive> _alive;

    public Sessions(Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _alive = new(ReadAsync);
    }

    public async Task<SessionId> StartAsync(AccountId account, string device, CancellationToken ct)
    {
        var now = _time.Now();
        var session = new SessionRow
        {
            Id = SessionId.New(),
            AccountId = account,
            Device = Cut(device),
            CreatedAt = now,
            LastUsedAt = now,
        };
        await using var db = _database.Open();
        await using var write = await _database.BeginWriteAsync(db);
        var tooMany = await Standing(db, account).OrderByDescending(s => s.LastUsedAt).ThenByDescending(s => s.CreatedAt)
            .Skip(MostOfAnAccount - 1)
            .Select(s => s.Id)
            .ToListAsync(ct);
        await db.Sessions.Where(s => tooMany.Contains(s.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), CancellationToken.None);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync();
        Forget(tooMany); // EndedAccess ends their streams
        return session.Id;
    }

    public async Task<SignedIn?> FindAsync(SessionId session, CancellationToken ct)
    {
        var known = _answers.GetValueOrDefault(session);
        if (known is not null && _time.GetElapsedTime(known.At) < Believed)
        {
            return known.Who;
        }

        var answer = new Answer(await FindAliveAsync(session, ct), _time.GetTimestamp());
        ForgetOldAnswers();
        // If the session ended while we read, Forget has cached that, and its answer wins. One that is gone says nothing.
        var stands = known is null ? _answers.TryAdd(session, answer) : _answers.TryUpdate(session, answer, known);
        return !stands && _answers.TryGetValue(session, out var newer) ? newer.Who : answer.Who;
    }

    public async Task EndAsync(SessionId session)
    {
        await using var db = _database.Open();
        await using (var write = await _database.BeginWriteAsync(db))
        {
            var now = _time.Now();
            await db.Sessions.Where(s => s.Id == session && s.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), CancellationToken.None);
            await write.CommitAsync();
        }

        Forget([session]);
    }

    public async Task<IReadOnlyList<SessionId>> EndAllAsync(AccountId account)
    {
        await using var db = _database.Open();
        await using var write = await _database.BeginWriteAsync(db);
        var ended = await db.EndSessionsOfAsync(account, _time.Now());
        await write.CommitAsync();
        Forget(ended);
        return ended;
    }

    public async Task<IReadOnlyList<SessionView>> ListAsync(AccountId account, CancellationToken ct)
    {
        await using var db = _database.Open();
        return await Standing(db, account)
            .OrderByDescending(s => s.LastUsedAt)
            .Select(s => new SessionView(s.Id, s.Device, s.LastUsedAt))
            .ToListAsync(ct);
    }

    public async Task<bool> IsFreshAsync(SessionId session, CancellationToken ct)
    {
        var recently = _time.Now() - Fresh;
        await using var db = _database.Open();
        return await db.Sessions.AnyAsync(s => s.Id == session && (s.CreatedAt > recently || s.ConfirmedAt > recently), ct);
    }

    public async Task NoteConfirmedAsync(SessionId session)
    {
        var now = _time.Now();
        await using var db = _database.Open();
        await using var write = await _database.BeginWriteAsync(db);
        await db.Sessions.Where(s => s.Id == session)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now), CancellationToken.None);
        await write.CommitAsync();
    }

    public void Refresh(AccountId account)
    {
        foreach (var answer in _answers.Where(a => a.Value.Who?.Account == account))
        {
            _answers.TryRemove(answer);
        }
    }

    /// <summary>Caches that these sessions have ended, here or elsewhere, in place of older results.</summary>
    public void Forget(IEnumerable<SessionId> ended)
    {
        foreach (var session in ended)
        {
            _answers[session] = new Answer(null, _time.GetTimestamp());
        }
    }

    private IQueryable<SessionRow> Standing(XtabloDb db, AccountId account)
    {
        var usedSince = _time.Now() - IdleLife;
        return db.Sessions.Where(s => s.AccountId == account && s.EndedAt == null && s.LastUsedAt > usedSince);
    }

    private static string Cut(string device)
    {
        const int Max = SessionRow.MaxDeviceLength;
        return device.Length <= Max
            ? device
            : device[..(char.IsHighSurrogate(device[Max - 1]) ? Max - 1 : Max)]; // not through an emoji
    }

    private async Task<SignedIn?> FindAliveAsync(SessionId session, CancellationToken ct)
    {
        if (await _alive.FindAsync(session, ct) is not { } alive)
        {
            return null;
        }

        var now = _time.Now();
        if (LastUse.IsWorthNoting(alive.LastUsedAt, now))
        {
            await LastUse.NoteAsync(_database, db => db.Sessions
                .Where(s => s.Id == session)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsedAt, now)));
        }

        return alive.Who;
    }

    private async Task<Dictionary<SessionId, Alive>> ReadAsync(IReadOnlyCollection<SessionId> sessions)
    {
        var usedSince = _time.Now() - IdleLife;
        await using var db = _database.Open();
        return await (
            from row in db.Sessions.AsNoTracking()
            join account in db.Accounts on row.AccountId equals account.Id
            where sessions.Contains(row.Id) && row.EndedAt == null && row.LastUsedAt > usedSince && account.DisabledAt == null
            select new Alive(
                new SignedIn(row.Id, account.Id, account.Name, account.Language, account.Preferences), row.LastUsedAt))
            .ToDictionaryAsync(alive => alive.Who.Session);
    }

    private void ForgetOldAnswers()
    {
        if (_answers.Count > ManyAnswers)
        {
            foreach (var (session, answer) in _answers.Where(a => _time.GetElapsedTime(a.Value.At) > Believed))
            {
                _answers.TryRemove(KeyValuePair.Create(session, answer));
            }
        }
    }

    private sealed record Alive(SignedIn Who, DateTimeOffset LastUsedAt);

    private sealed record Answer(SignedIn? Who, long At);
}
