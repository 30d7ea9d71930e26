using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

/// <summary>Posting with only what a test has to say of it.</summary>
internal static class Writing
{
    public static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static readonly TabloName Garden = TabloName.From("Garden");

    public static Person NewPerson(string name) => new(AccountId.New(), DisplayName.From(name));

    public static Posting Post(this Discussion discussion, Person author, string text, ClientId? clientId = null) =>
        discussion.Post(author, clientId ?? ClientId.New(), MessageBody.From(text), MessageId.New(), At);
}
