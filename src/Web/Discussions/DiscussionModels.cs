using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Discussions;

public sealed class MessageForm : IPosted
{
    public string? Body { get; init; }

    /// <summary>Made by the server when absent.</summary>
    public string? ClientId { get; set; }
}

public sealed class EditForm : IPosted
{
    public string? Body { get; init; }

    /// <summary>What the editor saw when they began.</summary>
    public string? Revision { get; init; }
}

/// <param name="Typed">A text that was not accepted, to be kept; null when none was.</param>
public sealed record MessageModel(MessageRow Message, string? Typed, bool MayEdit, bool MayDelete);

/// <param name="Body">What is in the field already.</param>
/// <param name="ClientId">Under which it will be posted.</param>
public sealed record ComposerModel(TabloId TabloId, string TabloName, bool Archived, string? Body, ClientId ClientId);

public sealed record DiscussionModel(DiscussionPage Page, ComposerModel Composer);
