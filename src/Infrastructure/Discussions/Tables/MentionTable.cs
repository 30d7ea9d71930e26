using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class MentionTable : IEntityTypeConfiguration<MentionRow>
{
    public void Configure(EntityTypeBuilder<MentionRow> builder)
    {
        builder.ToTable("mentions").HasKey(m => new { m.TabloId, m.AccountId, m.MessageId });
        builder.HasIndex(m => new { m.TabloId, m.MessageId });
        builder.HasIndex(m => new { m.TabloId, m.AccountId, m.Number });
        builder.HasIndex(m => new { m.TabloId, m.AccountId, m.Sequence });
    }
}

/// <summary>Someone whom a message calls: only for counting, the text itself is with the message.</summary>
internal sealed class MentionRow
{
    public required TabloId TabloId { get; init; }

    public required AccountId AccountId { get; init; }

    public required MessageId MessageId { get; init; }

    /// <summary>The message's.</summary>
    public required long Number { get; init; }

    /// <summary>Of the change that called them.</summary>
    public required long Sequence { get; init; }
}

internal static class Mentions
{
    /// <summary>
    /// Stores whom a message calls now, in a transaction of the caller: who was called before stays as they were.
    /// </summary>
    public static async Task StoreMentionsAsync(this XtabloDb db, TabloId tablo, Mentioned now)
    {
        var stored = db.Set<MentionRow>().Where(m => m.TabloId == tablo && m.MessageId == now.MessageId);
        await stored.Where(m => !now.Accounts.Contains(m.AccountId)).ExecuteDeleteAsync();
        var known = await stored.Select(m => m.AccountId).ToListAsync();
        db.AddRange(now.Accounts.Except(known).Select(account => new MentionRow
        {
            TabloId = tablo,
            AccountId = account,
            MessageId = now.MessageId,
            Number = now.Number,
            Sequence = now.Sequence,
        }));
        await db.SaveChangesAsync();
    }
}
