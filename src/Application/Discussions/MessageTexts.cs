using Xtablo.Application.Members;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Texts as they are shown: made when they are written, before the discussion is locked.</summary>
public sealed class MessageTexts(IMarkup markup, IMemberReader members)
{
    /// <summary>
    /// Returns a text with its form for pages. Who takes part is read only for a text that could call someone; whoever has left
    /// by the time it is stored is not called.
    /// </summary>
    /// <param name="readEarlier">Whom the message called before this change; null for a new one.</param>
    /// <exception cref="RefusedException">As <see cref="MessageBody.From"/>.</exception>
    public async Task<MessageBody> MakeAsync(
        string? typed, TabloId tabloId, Func<Task<IReadOnlyList<Mention>>>? readEarlier, CancellationToken ct)
    {
        var body = MessageBody.From(typed);
        if (!body.Text.Contains('@', StringComparison.Ordinal))
        {
            return body with { Shown = markup.Render(body.Text, [], []) };
        }

        var people = await members.PeopleAsync(tabloId, ct);
        return body with { Shown = markup.Render(body.Text, people, readEarlier is null ? [] : await readEarlier()) };
    }
}
