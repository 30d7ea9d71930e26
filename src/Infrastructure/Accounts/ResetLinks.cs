using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

internal sealed class ResetLinks(
    Database database,
    Sessions sessions,
    IPasswordHasher<IdentityUser<Guid>> hasher,
    ILookupNormalizer normalizer,
    TimeProvider time) : IResetLinks
{
    public async Task<Secret?> MakeAsync(EmailAddress email, TimeSpan life, int? mostInAnHour, CancellationToken ct)
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        var now = time.Now();
        if (await db.FindAccountAsync(normalizer.NormalizeEmail(email.Value), ct) is not { } owner)
        {
            return null;
        }

        var anHourAgo = now.AddHours(-1);
        if (mostInAnHour is { } most
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
            CreatedAt = now,
            ExpiresAt = now + life,
        });
        await db.SaveChangesAsync(CancellationToken.None);
        await write.CommitAsync();
        return secret;
    }

    public async Task<bool> OpensAsync(string? secret, CancellationToken ct)
    {
        if (Secret.TryParse(secret) is not { } parsed)
        {
            return false;
        }

        await using var db = database.Open();
        return await Open(db, parsed, time.Now()).AnyAsync(ct);
    }

    public async Task<IReadOnlyList<SessionId>?> UseAsync(Secret secret, Password password, CancellationToken ct)
    {
        var hash = hasher.HashPassword(new(), password.Text); // slow on purpose, so not in the transaction
        ct.ThrowIfCancellationRequested();
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        var now = time.Now();
        var link = await Open(db, secret, now)
            .Select(r => new { r.Id, r.AccountId })
            .SingleOrDefaultAsync(CancellationToken.None);

        // The row decides which of two uses is first, also across nodes.
        if (link is null || await db.ResetLinks.Where(r => r.Id == link.Id && r.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.UsedAt, now), CancellationToken.None) == 0)
        {
            return null;
        }

        var ended = await db.ReplacePasswordAsync(link.AccountId, hash, now);
        await db.RevokeTokensOfAsync(link.AccountId, now); // an intruder with the old password may have created some
        await write.CommitAsync();
        sessions.Forget(ended);
        return ended;
    }

    private static IQueryable<ResetLinkRow> Open(XtabloDb db, Secret secret, DateTimeOffset now)
    {
        var hash = secret.Hash();
        return
            from link in db.ResetLinks
            join account in db.Accounts on link.AccountId equals account.Id
            where link.SecretHash == hash && link.UsedAt == null && link.ExpiresAt > now && account.DisabledAt == null
            select link;
    }
}
