using Moq;
using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Application.Tests.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Tests.Members;

/// <summary>Ada owns a tablo, Bob is on it, Eve is not.</summary>
public abstract class TeamTest
{
    private protected TeamTest()
    {
        Discussion = Discussion.Open(TabloId.New(), TabloName.From("Garden"), Ada, Moment.Kept);
        Invitation = Discussion.Invite(Ada.Id, InvitationId.New(), Secret, InvitationTerms.From("", "", ""), Common.Moment.Kept);
        Discussion.Join(Bob, Invitation.Id, Ada, MessageId.New(), Common.Moment.Kept);
        foreach (var author in (Person[])[Ada, Bob, Eve])
        {
            Members.Setup(members => members.FindAsync(author.Id, It.IsAny<CancellationToken>())).ReturnsAsync(author);
            Members.Setup(members => members.MaySignInAsync(author.Id, It.IsAny<CancellationToken>())).ReturnsAsync(true);
        }

        Members.Setup(members => members.FindInvitationAsync(Secret.Text, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new InvitationView(Discussion.TabloId, Invitation.Id, "Rue Oberkampf 12", Ada));
        Discussion.TakeEvents();
    }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected Person Ada { get; } = new(AccountId.New(), DisplayName.From("Ada"));

    protected Person Bob { get; } = new(AccountId.New(), DisplayName.From("Bob"));

    protected Person Eve { get; } = new(AccountId.New(), DisplayName.From("Eve"));

    protected Secret Secret { get; } = Secret.New();

    protected Invitation Invitation { get; }

    protected Discussion Discussion { get; }

    protected Mock<IMemberReader> Members { get; } = new();

    private protected OneDiscussion Discussions => new(Discussion);
}
