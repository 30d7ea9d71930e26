using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Later;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Later;

/// <summary>Puts a message on a member's own list, or takes it off. What is so already is no change.</summary>
/// <param name="On">False to take it off: also one that was deleted meanwhile.</param>
/// <param name="At">When to be reminded, as <see cref="Reminder.From"/> reads it.</param>
/// <param name="Tz">The zone of <paramref name="At"/>.</param>
public sealed record SaveForLater(TabloId TabloId, AccountId Member, MessageId MessageId, bool On, string? At, string? Tz);

/// <summary>Returns false when there is no such message for this account.</summary>
public sealed class SaveForLaterHandler(IDiscussionReader discussions, ISavedMessages saved, TimeProvider time)
    : ICommandHandler<SaveForLater, bool>
{
    public async Task<bool> HandleAsync(SaveForLater command, CancellationToken ct)
    {
        var (tablo, member, id) = (command.TabloId, command.Member, command.MessageId);
        if (await discussions.MessageAsync(tablo, member, id, ct) is not { } message)
        {
            return false;
        }

        if (!command.On)
        {
            await saved.TakeOffAsync(tablo, member, id, ct);
            return true;
        }

        if (message.Notice is not null || message.DeletedAt is not null)
        {
            throw new RefusedException(message.Notice is null ? "later.deleted" : "message.a-notice");
        }

        var now = time.Now();
        var reminder = Reminder.From(command.At, command.Tz, now);
        return await saved.SaveAsync(tablo, member, id, new Saving(now, reminder?.At), ct);
    }
}
