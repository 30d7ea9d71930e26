using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Infrastructure.Tests.Discussions;

public abstract class WhoMayChangeAMessageTests(TestServices xtablo)
{
    [Fact]
    public async Task The_owner_deletes_what_a_member_wrote()
    {
        var (ada, bob, tablo) = await StartAsync();
        var his = (await xtablo.PostAsync(tablo, bob, "Bob's"))!.Message.Id;

        var deleted = await ChangeAsync(tablo, his, discussion => discussion.Delete(ada.Id, his, DateTimeOffset.UnixEpoch));

        Assert.Null(deleted!.Body);
    }

    [Fact]
    public async Task A_member_deletes_what_is_theirs_and_nothing_else()
    {
        var (ada, bob, tablo) = await StartAsync();
        var hers = (await xtablo.PostAsync(tablo, ada, "Ada's"))!.Message.Id;
        var his = (await xtablo.PostAsync(tablo, bob, "Bob's"))!.Message.Id;

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            ChangeAsync(tablo, hers, discussion => discussion.Delete(bob.Id, hers, DateTimeOffset.UnixEpoch)));

        Assert.Equal("message.author-or-owner-only", refused.Code);
        Assert.Null((await ChangeAsync(tablo, his, discussion => discussion.Delete(bob.Id, his, DateTimeOffset.UnixEpoch)))!.Body);
    }

    [Fact]
    public async Task Nobody_edits_what_another_wrote_not_even_the_owner()
    {
        var (ada, bob, tablo) = await StartAsync();
        var his = (await xtablo.PostAsync(tablo, bob, "Bob's"))!.Message.Id;

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            ChangeAsync(tablo, his, discussion => discussion.Edit(ada.Id, his, MessageBody.From("Ada's"), null, DateTimeOffset.UnixEpoch)));

        Assert.Equal("message.author-only", refused.Code);
    }

    private async Task<(Person Ada, Person Bob, TabloId Tablo)> StartAsync()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var (bob, _) = await xtablo.TabloAsync();
        var (invitation, terms) = (InvitationId.New(), InvitationTerms.From("", "", ""));
        var discussions = xtablo.Get<IDiscussions>();
        await discussions.ChangeAsync(tablo, Needs.Nothing, d => d.Invite(ada.Id, invitation, Secret.New(), terms, DateTimeOffset.UnixEpoch));
        await discussions.ChangeAsync(
            tablo, Needs.Invitation(invitation), d => d.Join(bob, invitation, ada, MessageId.New(), DateTimeOffset.UnixEpoch));
        return (ada, bob, tablo);
    }

    private Task<MessageRow?> ChangeAsync(TabloId tablo, MessageId message, Func<Discussion, MessageRow> change) =>
        xtablo.Get<IDiscussions>().ChangeAsync(tablo, Needs.Message(message), change);

    public sealed class OnSqlite(OnSqliteFile xtablo) : WhoMayChangeAMessageTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : WhoMayChangeAMessageTests(xtablo), IClassFixture<OnPostgresServer>;
}
