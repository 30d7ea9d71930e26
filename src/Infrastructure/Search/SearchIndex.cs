using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Search;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

internal sealed class SearchIndex(Database database, SearchProjection projection, TimeProvider time) : ISearchIndex
{
    public async Task RebuildAsync(IProgress<int> progress, CancellationToken ct)
    {
        await using (var db = database.Open())
        {
            await using var write = await database.BeginWriteAsync(db);
            await db.SearchStates.ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Version, SearchStateRow.Emptying), CancellationToken.None);
            await write.CommitAsync();
        }

        for (var left = await LeftAsync(ct); left.Count > 0; left = await LeftAsync(ct))
        {
            progress.Report(await PercentAsync(ct));
            foreach (var tablo in left)
            {
                // As long as it works it leaves the database to others.
                for (var begun = time.GetTimestamp(); await projection.AdvanceAsync(tablo, ct); begun = time.GetTimestamp())
                {
                    await Task.Delay(time.GetElapsedTime(begun), time, ct);
                }
            }
        }

        progress.Report(100);
    }

    private Task<List<TabloId>> LeftAsync(CancellationToken ct) => projection.UnfinishedAsync(behind: 0, ct);

    private async Task<int> PercentAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var all = await db.Discussions.SumAsync(d => d.LastNumber, ct);
        var done = await db.SearchStates.Where(s => s.Version > SearchStateRow.Emptying)
            .SumAsync(s => s.Reached - s.Below + 1, ct);
        return all == 0 ? 100 : (int)Math.Min(99, 100 * done / all);
    }
}
