using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts.Tables;

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Name);
        builder.Property(a => a.CreatedAt);
        builder.ComplexProperty(a => a.Preferences, preferences =>
        {
            // With defaults, because a server of the version before may add accounts beside this one.
            preferences.Property(p => p.TimeZone).HasColumnName("time_zone");
            preferences.Property(p => p.Theme).HasColumnName("theme").HasConversion<string>().HasDefaultValue(Theme.System);
            preferences.Property(p => p.HidesPresence).HasColumnName("hides_presence").HasDefaultValue(false);
            preferences.Property(p => p.HasNoSingleKeys).HasColumnName("has_no_single_keys").HasDefaultValue(false);
        });
    }
}
