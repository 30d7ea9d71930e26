using System.Collections;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public class JoiningNeedsTests
{
    private static readonly Needs[] Each =
    [
        Needs.PostedAs(AccountId.New(), ClientId.New()), Needs.Message(MessageId.New()), Needs.Invitation(InvitationId.New()),
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
    public void Nothing_adds_nothing() => Assert.Single((Needs.Nothing + Each[1]).Messages);
}
