using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

internal sealed class Tokens(Database database, TimeProvider time) : ITokens
{
    /// <summary>How long a token is cached: one revoked elsewhere, or by the command line, must end within two seconds.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private const int MostOfAnAccount = 50;
    private const int ManyAnswers = 10_000;

    // Only valid tokens: guessing must not fill it.
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    public async Task AddAsync(NewToken token, CancellationToken ct)
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        if (await db.StandingTokens(time.Now()).CountAsync(row => row.AccountId == token.Account, ct) >= MostOfAnAccount)
        {
            throw new RefusedException("token.too-many", null, MostOfAnAccount);
        }

        db.Tokens.Add(new TokenRow
        {
            Id = token.Id.Value,
            AccountId = token.Account,
            Hash = token.Hash,
            Label = token.Terms.Label,
            Scope = token.Terms.Tablos is { } tablos ? JsonSerializer.Serialize(tablos.Select(tablo => tablo.Value)) : null,
            CreatedAt = token.CreatedAt,
            ExpiresAt = token.ExpiresAt,
        });
        await db.SaveChangesAsync(ct);
        await db.NoteAsync(token.Account, AccountNoticeKind.TokenMade, time.Now());
        await write.CommitAsync();
    }

    public async Task<Bearer?> FindAsync(string? text, CancellationToken ct)
    {
        if (TokenText.TryParse(text)?.Hash() is not { } hash)
        {
            return null;
        }

        var key = Convert.ToHexString(hash);
        if (_answers.GetValueOrDefault(key) is { } known && time.GetElapsedTime(known.At) < Believed)
        {
            return known.ExpiresAt > time.Now() ? known.Who : null;
        }

        var at = time.GetTimestamp();
        if (await ReadAsync(hash, ct) is not { } found)
        {
            _answers.TryRemove(key, out _);
            return null;
        }

        ForgetOldAnswers();
        _answers[key] = found with { At = at };
        return found.Who;
    }

    public void Refresh(AccountId account)
    {
        foreach (var answer in _answers.Where(answer => answer.Value.Who.Account == account))
        {
            _answers.TryRemove(answer);
        }
    }

    public async Task<bool> StandsAsync(TokenId token, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.StandingTokens(time.Now()).AnyAsync(row => row.Id == token.Value, ct);
    }

    public async Task<IReadOnlyList<TokenView>> ListAsync(AccountId account, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.StandingTokens(time.Now())
            .Where(row => row.AccountId == account)
            .OrderByDescending(row => row.CreatedAt)
            .AsNoTracking()
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new TokenView(
                new TokenId(row.Id), row.Label, TablosIn(row.Scope), row.CreatedAt, row.ExpiresAt, row.LastUsedAt)),
        ];
    }

    public async Task<bool> RevokeAsync(AccountId account, TokenId token)
    {
        var now = time.Now();
        await using var db = database.Open();
        await using (var write = await database.BeginWriteAsync(db))
        {
            var revoked = await db.StandingTokens(time.Now())
                .Where(row => row.Id == token.Value && row.AccountId == account)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), CancellationToken.None);
            if (revoked == 0)
            {
                return false;
            }

            await write.CommitAsync();
        }

        foreach (var answer in _answers.Where(answer => answer.Value.Who.Token == token))
        {
            _answers.TryRemove(answer);
        }

        return true;
    }

    private async Task<Answer?> ReadAsync(byte[] hash, CancellationToken ct)
    {
        var now = time.Now();
        await using var db = database.Open();
        var found = await (
            from row in db.StandingTokens(now)
            join account in db.Accounts on row.AccountId equals account.Id
            where row.Hash == hash
            select new { row.Id, row.AccountId, account.Name, account.Language, row.Scope, row.ExpiresAt, row.LastUsedAt })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        if (LastUse.IsWorthNoting(found.LastUsedAt, now))
        {
            await LastUse.NoteAsync(database, db => db.Tokens
                .Where(row => row.Id == found.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now)));
        }

        var who = new Bearer(new TokenId(found.Id), found.AccountId, found.Name, found.Language, TablosIn(found.Scope));
        return new Answer(who, found.ExpiresAt ?? DateTimeOffset.MaxValue);
    }

    private void ForgetOldAnswers()
    {
        if (_answers.Count > ManyAnswers)
        {
            foreach (var answer in _answers.Where(answer => time.GetElapsedTime(answer.Value.At) > Believed))
            {
                _answers.TryRemove(answer);
            }
        }
    }

    private static TabloId[]? TablosIn(string? scope) =>
        scope is null ? null : [.. JsonSerializer.Deserialize<Guid[]>(scope)!.Select(id => new TabloId(id))];

    private sealed record Answer(Bearer Who, DateTimeOffset ExpiresAt, long At = 0);
}
