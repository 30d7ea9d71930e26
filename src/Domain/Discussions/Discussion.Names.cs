using System.Globalization;
using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    /// <summary>
    /// Takes up the new name of a member, with a notice: nobody can write under another name and change it back unseen. The
    /// same name is no change, nor is that of an account that takes no part.
    /// </summary>
    public Discussion RenameMember(Person member, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(member);
        var (participant, now) = (FindMember(member.Id), ToldApart(member));
        if (participant is not null && now != participant.Name)
        {
            var (entry, row) = Announce( // before, so that the actor has the name that all know
                NoticeKind.MemberRenamed, LogEntryKind.MemberRenamed, member, member.Id, now.Value, noticeId, at);
            participant.Rename(now);
            Raise(new MemberRenamed(TabloId, Epoch, entry, row));
        }

        return this;
    }

    /// <summary>Returns the name of a person, numbered where that of another member reads alike.</summary>
    private DisplayName ToldApart(Person person)
    {
        var others = _participants.Where(p => p.TakesPart && p.AccountId != person.Id).Select(p => p.Name).ToList();
        var name = person.Name;
        for (var number = 2; others.Exists(name.ReadsLike); number++)
        {
            name = DisplayName.FromStored(string.Create(CultureInfo.InvariantCulture, $"{person.Name.Value} ({number})"));
        }

        return name;
    }
}
