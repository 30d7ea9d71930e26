using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Presence;

/// <summary>Ends what a change has overtaken: a text that came is not being written, and who was removed is not here.</summary>
public sealed class EndWhatPassed(IPresence presence) : IDomainEventHandler<DiscussionChanged>
{
    public Task HandleAsync(DiscussionChanged happened, CancellationToken ct) => happened switch
    {
        MessagePosted or MessageEdited when happened.Row is { AuthorId: { } author, AuthorName: { } name } =>
            presence.SayTypingAsync(happened.TabloId, new Person(author, DisplayName.FromStored(name)), on: false, ct),
        ParticipantRemoved { Entry.SubjectId: { } subject } => presence.ForgetAsync(subject, happened.TabloId, ct),
        _ => Task.CompletedTask,
    };
}
