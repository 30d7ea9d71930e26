using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public class InvitationTermsTests
{
    [Fact]
    public void Nothing_said_is_a_week_for_any_number_of_people_without_a_label()
    {
        var terms = InvitationTerms.From(" ", "", null);

        Assert.Equal(("", null, 7), (terms.Label, terms.MaxUses, terms.ExpiresInDays));
    }

    [Theory]
    [InlineData("1", "1", 1, 1)]
    [InlineData(" 1000 ", "365", 1000, 365)]
    public void What_is_within_bounds_is_taken(string uses, string days, int maxUses, int expiresInDays)
    {
        var terms = InvitationTerms.From(" For Bob ", uses, days);

        Assert.Equal(("For Bob", maxUses, expiresInDays), (terms.Label, terms.MaxUses, terms.ExpiresInDays));
    }

    [Theory]
    [InlineData("0", "7", "invitation.uses", "MaxUses")]
    [InlineData("1001", "7", "invitation.uses", "MaxUses")]
    [InlineData("-1", "7", "invitation.uses", "MaxUses")]
    [InlineData("1.5", "7", "invitation.uses", "MaxUses")]
    [InlineData("1", "0", "invitation.days", "ExpiresInDays")]
    [InlineData("1", "366", "invitation.days", "ExpiresInDays")]
    [InlineData("1", "soon", "invitation.days", "ExpiresInDays")]
    public void What_is_not_is_refused_beside_its_field(string uses, string days, string code, string field)
    {
        var refusal = Assert.Throws<RefusedException>(() => InvitationTerms.From("", uses, days));

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void A_label_of_two_lines_is_refused() => Assert.Equal(
        "invitation-label.unusable-character", Assert.Throws<RefusedException>(() => InvitationTerms.From("one\ntwo", "", "")).Code);
}
