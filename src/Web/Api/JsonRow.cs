using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Discussions;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

/// <summary>
/// Converts a message to JSON for programs. Like the row of a page, the result is the same for every reader of a language.
/// </summary>
internal sealed class JsonRow(IMarkup markup, HtmlEncoder encoder, IStringLocalizer<Sentences> sentences)
{
    public MessageJson Of(MessageRow message)
    {
        var shown = markup.Of(message);
        return new(
            message.Id.Value,
            message.Number,
            message.Revision,
            message.AuthorId is { } author ? new(author.Value, message.AuthorName!) : null,
            message.Body,
            message.Notice is { } notice ? encoder.Encode(sentences.SentenceOf(notice)) : shown?.Html,
            message.PostedAt.UtcDateTime,
            message.EditedAt?.UtcDateTime,
            message.DeletedAt?.UtcDateTime,
            message.IsPinned,
            [.. (shown?.Mentions ?? []).Select(mention => new PersonJson(mention.AccountId.Value, mention.Name))],
            message.ReplyTo is { } quote ? new(quote.Of.Value, quote.Number, quote.Author, quote.Excerpt, quote.IsDeleted) : null,
            [.. message.Reactions.Select(Of)]);
    }

    private static ReactionJson Of(Reaction reaction) =>
        new(reaction.Emoji.Value, [.. reaction.By.Select(person => new PersonJson(person.Id.Value, person.Name.Value))]);
}
