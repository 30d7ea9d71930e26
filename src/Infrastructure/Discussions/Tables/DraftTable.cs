using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class DraftTable : IEntityTypeConfiguration<DraftRow>
{
    public void Configure(EntityTypeBuilder<DraftRow> builder) =>
        builder.ToTable("drafts").HasKey(d => new { d.TabloId, d.AccountId });
}

/// <summary>A text sent by a member who was no longer signed in.</summary>
internal sealed class DraftRow
{
    public required TabloId TabloId { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Body { get; set; }

    public required ClientId ClientId { get; set; }

    public MessageId? ReplyTo { get; set; }
}
