using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

internal sealed class AccountNotices(Database database) : IAccountNotices
{
    private const int Shown = 20;

    public async Task<IReadOnlyList<AccountNotice>> ListAsync(AccountId account, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.AccountNotices
            .Where(notice => notice.AccountId == account)
            .OrderByDescending(notice => notice.At)
            .ThenByDescending(notice => notice.Id)
            .Take(Shown)
            .Select(notice => new AccountNotice(notice.Kind, notice.At))
            .ToListAsync(ct);
    }
}
