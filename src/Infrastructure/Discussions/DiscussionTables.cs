using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions;

internal sealed class ReadMarkRow
{
    public required TabloId TabloId { get; init; }

    public required AccountId AccountId { get; init; }

    public required long Number { get; set; }
}

/// <summary>Text that was sent by someone who was no longer signed in.</summary>
internal sealed class DraftRow
{
    public required TabloId TabloId { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Body { get; set; }

    public required ClientId ClientId { get; set; }
}

internal sealed class ReactionRow
{
    public required TabloId TabloId { get; init; }

    public required MessageId MessageId { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Emoji { get; init; }
}

internal sealed class MentionRow
{
    public required TabloId TabloId { get; init; }

    public required MessageId MessageId { get; init; }

    public required AccountId AccountId { get; init; }
}

internal sealed class DiscussionTables :
    IEntityTypeConfiguration<Discussion>,
    IEntityTypeConfiguration<Participant>,
    IEntityTypeConfiguration<Message>,
    IEntityTypeConfiguration<LogEntry>,
    IEntityTypeConfiguration<ReadMarkRow>,
    IEntityTypeConfiguration<DraftRow>,
    IEntityTypeConfiguration<ReactionRow>,
    IEntityTypeConfiguration<MentionRow>
{
    /// <summary>The first column of every key here. The parts of a discussion do not carry it; their rows do.</summary>
    public const string TabloIdOf = nameof(Discussion.TabloId);

    public void Configure(EntityTypeBuilder<Discussion> builder)
    {
        builder.ToTable("discussions").HasKey(d => d.TabloId);
        builder.Property(d => d.TabloId).ValueGeneratedNever();
        builder.Property(d => d.Epoch);
        builder.Ignore(d => d.MovedReadMarks);
        builder.HasOne<Tablo>().WithOne().HasForeignKey<Discussion>(d => d.TabloId);
        builder.HasMany<Participant>("_participants").WithOne().HasForeignKey(TabloIdOf);
        builder.HasMany<Invitation>("_invitations").WithOne().HasForeignKey(TabloIdOf);
        builder.HasMany<Message>("_messages").WithOne().HasForeignKey(TabloIdOf);
        builder.HasMany<LogEntry>("_entries").WithOne().HasForeignKey(TabloIdOf);
    }

    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants").Property<TabloId>(TabloIdOf);
        builder.HasKey(TabloIdOf, nameof(Participant.AccountId));
        builder.Property(p => p.AccountId);
        builder.Property(p => p.SinceNumber);
        builder.Property(p => p.AdmittedAtSequence);
        builder.HasIndex(p => p.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
    }

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages").Property<TabloId>(TabloIdOf);
        builder.HasKey(TabloIdOf, nameof(Message.Id));
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Number);
        builder.Property(m => m.PostedAt);
        builder.Ignore(m => m.Notice);
        // The text as HTML and what rendered it: for the day when messages are more than plain text.
        builder.Property<string?>("Html");
        builder.Property<int?>("Renderer");
        builder.HasIndex(TabloIdOf, nameof(Message.Number)).IsUnique();
        builder.HasIndex(TabloIdOf, nameof(Message.AuthorId), nameof(Message.ClientId)).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LogEntry> builder)
    {
        builder.ToTable("log_entries").Property<TabloId>(TabloIdOf);
        builder.HasKey(TabloIdOf, nameof(LogEntry.Sequence));
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.Property(e => e.Kind);
        builder.Property(e => e.MessageId);
        builder.Property(e => e.ActorId);
        builder.Property(e => e.At);
    }

    public void Configure(EntityTypeBuilder<ReadMarkRow> builder) =>
        builder.ToTable("read_marks").HasKey(r => new { r.TabloId, r.AccountId });

    public void Configure(EntityTypeBuilder<DraftRow> builder) =>
        builder.ToTable("drafts").HasKey(d => new { d.TabloId, d.AccountId });

    public void Configure(EntityTypeBuilder<ReactionRow> builder) =>
        builder.ToTable("reactions").HasKey(r => new { r.TabloId, r.MessageId, r.AccountId, r.Emoji });

    public void Configure(EntityTypeBuilder<MentionRow> builder)
    {
        builder.ToTable("mentions").HasKey(m => new { m.TabloId, m.MessageId, m.AccountId });
        builder.HasIndex(m => new { m.TabloId, m.AccountId });
    }
}
