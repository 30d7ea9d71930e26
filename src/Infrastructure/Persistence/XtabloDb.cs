using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>
/// The database as EF Core sees it. Each provider has its own context type and migrations; everything else is shared. Each
/// feature adds its own tables: a configuration beside its repository is picked up automatically. Keys begin with
/// <c>tablo_id</c>, so that the data can be sharded by tablo one day.
/// </summary>
internal abstract class XtabloDb(DbContextOptions options) : IdentityUserContext<IdentityUser<Guid>, Guid>(options)
{
    /// <summary>Those among the discussions that exist, with all who take or took part; nothing is tracked.</summary>
    public Task<List<Discussion>> DiscussionsWithParticipantsAsync(TabloId[] tablos) => Set<Discussion>()
        .Where(d => tablos.Contains(d.TabloId))
        .Include("_participants")
        .AsNoTracking()
        .ToListAsync();

    /// <summary>Those among the messages of a discussion that exist; nothing is tracked.</summary>
    public Task<List<Message>> MessagesAsync(TabloId tablo, MessageId[] ids) => Set<Message>()
        .Where(m => EF.Property<TabloId>(m, nameof(Discussion.TabloId)) == tablo && ids.Contains(m.Id))
        .AsNoTracking()
        .ToListAsync();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<AccountId>().HaveConversion<Conversions.OfAccountId>();
        configuration.Properties<SessionId>().HaveConversion<Conversions.OfSessionId>();
        configuration.Properties<TabloId>().HaveConversion<Conversions.OfTabloId>();
        configuration.Properties<InvitationId>().HaveConversion<Conversions.OfInvitationId>();
        configuration.Properties<MessageId>().HaveConversion<Conversions.OfMessageId>();
        configuration.Properties<ClientId>().HaveConversion<Conversions.OfClientId>();
        configuration.Properties<Epoch>().HaveConversion<Conversions.OfEpoch>().HaveMaxLength(Epoch.Length);
        configuration.Properties<DisplayName>().HaveConversion<Conversions.OfDisplayName>();
        configuration.Properties<TabloName>().HaveConversion<Conversions.OfTabloName>();
        configuration.Properties<Role>().HaveConversion<string>();
        configuration.Properties<LogEntryKind>().HaveConversion<string>();
        configuration.Properties<MessageKind>().HaveConversion<string>();
        configuration.Properties<NoticeKind>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUser<Guid>>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.ApplyConfigurationsFromAssembly(typeof(XtabloDb).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetDeclaredProperties().Where(p => !entity.IsMappedToJson() && !IsNamed(p)))
            {
                property.SetColumnName(SnakeCase(property.Name));
            }
        }
    }

    private static bool IsNamed(IMutableProperty property) =>
        property.FindAnnotation(RelationalAnnotationNames.ColumnName) is not null;

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}
