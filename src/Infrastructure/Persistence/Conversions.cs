using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>Converts the domain's values to columns and back.</summary>
internal static class Conversions
{
    public sealed class OfAccountId() : ValueConverter<AccountId, Guid>(id => id.Value, value => new AccountId(value));

    public sealed class OfSessionId() : ValueConverter<SessionId, Guid>(id => id.Value, value => new SessionId(value));

    public sealed class OfTabloId() : ValueConverter<TabloId, Guid>(id => id.Value, value => new TabloId(value));

    public sealed class OfInvitationId() : ValueConverter<InvitationId, Guid>(
        id => id.Value, value => new InvitationId(value));

    public sealed class OfMessageId() : ValueConverter<MessageId, Guid>(id => id.Value, value => new MessageId(value));

    public sealed class OfClientId() : ValueConverter<ClientId, Guid>(id => id.Value, value => new ClientId(value));

    /// <summary>EF asks for that of no text too: it is what a property has to which none was given.</summary>
    public sealed class OfEpoch() : ValueConverter<Epoch, string>(
        epoch => epoch.Value, value => value == "" ? default : new Epoch(value));

    public sealed class OfDisplayName() : ValueConverter<DisplayName, string>(
        name => name.Value, value => DisplayName.FromStored(value));

    public sealed class OfTabloName() : ValueConverter<TabloName, string>(
        name => name.Value, value => TabloName.FromStored(value));

    /// <summary>For SQLite, which has no time type and cannot sort EF's format.</summary>
    public sealed class OfTime() : ValueConverter<DateTimeOffset, long>(
        time => MicrosecondsOf(time),
        value => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond));

    /// <summary>Microseconds since 1970 in UTC: a time as SQLite stores it.</summary>
    public static long MicrosecondsOf(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
