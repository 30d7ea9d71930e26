using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>One signed-in browser.</summary>
internal sealed class SessionRow
{
    public const int MaxDeviceLength = 200;

    public required SessionId Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Device { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute; a session unused for 30 days has ended.</summary>
    public required DateTimeOffset LastUsedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>There is one such row once the first account exists: its key is what two set-ups race for.</summary>
internal sealed class FirstRunRow
{
    public int Id { get; init; } = 1;

    public required AccountId AccountId { get; init; }
}

/// <summary>A bearer token of the API; only its hash is kept.</summary>
internal sealed class TokenRow
{
    public required Guid Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required byte[] Hash { get; init; }

    public required string Label { get; init; }

    /// <summary>The tablos it opens, as a JSON array of ids; null for all of its account's.</summary>
    public string? Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A link by which someone sets another password, once; only the hash of its secret is kept.</summary>
internal sealed class ResetLinkRow
{
    public required Guid Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required byte[] SecretHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AccountTables :
    IEntityTypeConfiguration<Account>,
    IEntityTypeConfiguration<SessionRow>,
    IEntityTypeConfiguration<FirstRunRow>,
    IEntityTypeConfiguration<TokenRow>,
    IEntityTypeConfiguration<ResetLinkRow>,
    IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Name);
        builder.Property(a => a.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.EndedAt); // asked each second for what has just ended
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }

    public void Configure(EntityTypeBuilder<FirstRunRow> builder)
    {
        builder.ToTable("first_run").HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<TokenRow> builder)
    {
        builder.ToTable("tokens").HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.RevokedAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
    }

    public void Configure(EntityTypeBuilder<ResetLinkRow> builder)
    {
        builder.ToTable("reset_links").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.SecretHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
    }

    /// <summary>As Identity's own schema has it from version 3 on, which a context that is pooled cannot ask for.</summary>
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("user_passkeys").HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(1024);
        builder.OwnsOne(p => p.Data).ToJson("data");
        builder.HasOne<IdentityUser<Guid>>().WithMany().HasForeignKey(p => p.UserId);
    }
}
