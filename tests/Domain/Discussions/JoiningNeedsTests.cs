using System.Collections;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public class JoiningNeedsTests
{
    private static readonly Needs[] Each =
    [
        Needs.PostedAs(AccountId.New(), ClientId.New()), Needs.Message(MessageId.New()), Needs.Replies(MessageId.New()),
        Needs.Invitation(InvitationId.New()), Needs.Answer(MessageId.New()),
    ];

    /// <summary>By reflection, so that a need that is added and not joined is found.</summary>
    [Fact]
    public void What_either_needs_both_need()
    {
        var joined = Each.Aggregate((one, other) => one + other);

        var properties = typeof(Needs).GetProperties().Where(property => property.PropertyType.IsAssignableTo(typeof(IEnumerable))).ToList();
        Assert.Equal(Each.Length, properties.Count);
        Assert.All(properties, property => Assert.Single((IEnumerable)property.GetValue(joined)!));
    }

    [Fact]
    public void The_same_kind_is_needed_as_often_as_it_was_asked_for()
    {
        var (one, other) = (MessageId.New(), MessageId.New());

        Assert.Equal([one, other], (Needs.Message(one) + Needs.Message(other)).Messages);
    }

    [Fact]
    public void A_post_a_reply_and_a_reaction_only_add()
    {
        var (post, answer) = (Each[0], Each[^1]);

        Assert.All([post, answer, post + answer], needs => Assert.True(needs.OnlyAdds));
        Assert.All([Needs.Nothing, .. Each[1..^1], post + post, .. Each[1..^1].Select(other => post + other), answer + Each[1]], needs => Assert.False(needs.OnlyAdds));
    }

    [Fact]
    public void Nothing_adds_nothing() => Assert.Single((Needs.Nothing + Each[1]).Messages);
}
