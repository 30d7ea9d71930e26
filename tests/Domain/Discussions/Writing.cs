using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Tests.Discussions;

/// <summary>Posting with only what a test has to say of it.</summary>
internal static class Writing
{
    public static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static readonly TabloName Garden = TabloName.From("Garden");

    public static Person NewPerson(string name) => new(AccountId.New(), DisplayName.From(name));

    /// <summary>Someone who takes part, by an invitation.</summary>
    public static Person Joined(this Discussion discussion, Person owner, string name)
    {
        var person = NewPerson(name);
        var invitation = discussion.Invite(owner.Id, InvitationId.New(), Secret.New(), InvitationTerms.From("", "", ""), At);
        discussion.Join(person, invitation.Id, owner, MessageId.New(), At);
        return person;
    }

    public static Posting Reply(this Discussion discussion, Person author, string text, MessageId to, ClientId? clientId = null) =>
        discussion.Post(author, clientId ?? ClientId.New(), MessageBody.From(text), MessageId.New(), At, replyTo: to);

    public static Posting Post(this Discussion discussion, Person author, string text, ClientId? clientId = null) =>
        discussion.Post(author, clientId ?? ClientId.New(), MessageBody.From(text), MessageId.New(), At);
}
