using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

internal sealed class ResetLinks(Database database, Sessions sessions, PasswordHashes hashes, TimeProvider time) : IResetLinks
{
    public async Task<MadeResetLink?> MakeAsync(EmailAddress email, ResetLinkTerms terms, CancellationToken ct)
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        var now = time.Now();
        if (await db.FindUserAsync(email, ct) is not { } user || !await db.MaySignInAsync(new AccountId(user.Id), ct))
        {
            return null;
        }

        var (owner, anHourAgo) = (new AccountId(user.Id), now.AddHours(-1));
        if (terms.MostInAnHour is { } most
            && await db.ResetLinks.CountAsync(r => r.AccountId == owner && r.CreatedAt > anHourAgo, ct) >= most)
        {
            return null;
        }

        var secret = Secret.New();
        db.ResetLinks.Add(new ResetLinkRow
        {
            Id = Guid.CreateVersion7(now),
            AccountId = owner,
            SecretHash = secret.Hash(),
            ByOperator = terms.ByOperator,
            CreatedAt = now,
            ExpiresAt = now + terms.Life,
        });
        await db.SaveChangesAsync(CancellationToken.None);
        await write.CommitAsync();
        return new(secret, EmailAddress.From(user.Email));
    }

    public async Task<OpenResetLink?> FindAsync(string? secret, CancellationToken ct)
    {
        if (Secret.TryParse(secret) is not { } parsed)
        {
            return null;
        }

        await using var db = database.Open();
        var link = await db.OpenResetLinks(parsed, time.Now())
            .Select(r => new { r.AccountId, r.ByOperator })
            .SingleOrDefaultAsync(ct);
        if (link is null)
        {
            return null;
        }

        var owner = link.AccountId.Value;
        return new(link.AccountId, link.ByOperator, await db.Users.AnyAsync(u => u.Id == owner && u.TwoFactorEnabled, ct));
    }

    public async Task<IReadOnlyList<SessionId>?> UseAsync(
        Secret secret, Password password, bool withoutSecondFactor, CancellationToken ct)
    {
        var hash = await hashes.HashAsync(password, ct); // slow on purpose, so not in the transaction
        ct.ThrowIfCancellationRequested();
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        var now = time.Now();
        var link = await db.OpenResetLinks(secret, now)
            .Select(r => new { r.Id, r.AccountId, r.ByOperator })
            .SingleOrDefaultAsync(CancellationToken.None);

        // The row decides which of two uses is first, also across nodes.
        if (link is null || await db.ResetLinks.Where(r => r.Id == link.Id && r.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.UsedAt, now), CancellationToken.None) == 0)
        {
            return null;
        }

        // An intruder with the old password may have made some of these.
        var ended = await db.ReplacePasswordAsync(link.AccountId, hash, AccountNoticeKind.PasswordReset, now);
        await db.RevokeTokensOfAsync(link.AccountId, now);
        await db.RemovePasskeysOfAsync(link.AccountId);
        if (withoutSecondFactor && link.ByOperator && await db.TakeOffSecondFactorAsync(link.AccountId))
        {
            await db.NoteAsync(link.AccountId, AccountNoticeKind.SecondFactorTakenOff, now);
        }

        await write.CommitAsync();
        sessions.Forget(ended);
        return ended;
    }
}
