using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Discussions;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

/// <summary>
/// Converts a message to JSON for programs. Like the row of a page, the result is the same for every reader of a language.
/// </summary>
internal sealed class JsonRow(HtmlEncoder encoder, IStringLocalizer<Sentences> sentences)
{
    public MessageJson Of(MessageRow message) => new(
        message.Id.Value,
        message.Number,
        message.Revision,
        message.AuthorId is { } author ? new(author.Value, message.AuthorName!) : null,
        message.Body,
        (message.Notice is { } notice ? sentences.SentenceOf(notice) : message.Body) is { } text ? encoder.Encode(text) : null,
        message.PostedAt.UtcDateTime,
        message.EditedAt?.UtcDateTime,
        message.DeletedAt?.UtcDateTime,
        ReplyTo: null,
        Reactions: []);
}
