using Xtablo.Application.Members;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>What counts towards the limits of tablos and of invitations.</summary>
public abstract class LimitsTests(TestServices xtablo)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tablo_counts_for_its_owner_alone()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var (bob, _) = await xtablo.TabloAsync();
        await xtablo.Services.DoAsync<JoinTablo, TabloId>(new(bob, (await InviteAsync(ada, tablo))!.Text));
        Assert.Equal((1, 1), (await OwnedByAsync(ada), await OwnedByAsync(bob)));

        await xtablo.Services.DoAsync<HandOverTablo, bool>(new(tablo, ada, bob.Id));

        Assert.Equal((0, 2), (await OwnedByAsync(ada), await OwnedByAsync(bob)));
    }

    [Fact]
    public async Task The_hundred_and_first_open_invitation_is_refused_until_one_is_revoked()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        for (var i = 0; i < 100; i++)
        {
            await InviteAsync(ada, tablo);
        }

        Assert.Equal("invitation.too-many", (await Assert.ThrowsAsync<RefusedException>(() => InviteAsync(ada, tablo))).Code);
        var open = (await xtablo.Get<IMemberReader>().PageAsync(tablo, ada.Id, Ct))!.Invitations;
        await xtablo.Services.DoAsync<RevokeInvitation, bool>(new(tablo, ada.Id, open[0].Id));
        await InviteAsync(ada, tablo);
    }

    private Task<int> OwnedByAsync(Person person) => xtablo.Get<ITabloReader>().CountOwnedAsync(person.Id, Ct);

    private Task<Secret?> InviteAsync(Person by, TabloId tablo) =>
        xtablo.Services.DoAsync<InviteToTablo, Secret?>(new(tablo, by.Id, Label: null, MaxUses: null, ExpiresInDays: null));

    public sealed class OnSqlite(OnSqliteFile xtablo) : LimitsTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : LimitsTests(xtablo), IClassFixture<OnPostgresServer>;
}
