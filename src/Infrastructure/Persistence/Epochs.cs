using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Persistence;

internal static class Epochs
{
    /// <summary>Gives all discussions a new epoch, or none of them.</summary>
    public static async Task RenewEpochsAsync(this XtabloDb db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var id in await db.Set<Discussion>().Select(d => d.TabloId).ToListAsync(ct))
        {
            var epoch = Epoch.New();
            await db.Set<Discussion>().Where(d => d.TabloId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Epoch, epoch), ct);
        }

        await transaction.CommitAsync(ct);
    }
}
