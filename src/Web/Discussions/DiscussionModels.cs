using System.Globalization;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Common;

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
public sealed record MessageModel(MessageView Message, string? Typed, bool MayEdit, bool MayDelete);

/// <param name="Body">What is in the field already.</param>
/// <param name="ClientId">Under which it will be posted.</param>
public sealed record ComposerModel(TabloId TabloId, string TabloName, bool Archived, string? Body, ClientId ClientId);

public sealed record DiscussionModel(DiscussionPage Page, ComposerModel Composer);

/// <summary>What a row shows of its author beside the name.</summary>
internal static class Face
{
    private const int Hues = 12;

    /// <summary>One of a dozen colour classes, always the same for an account or a tablo.</summary>
    public static string HueOf(Guid id) => string.Create(CultureInfo.InvariantCulture, $"hue-{(uint)id.GetHashCode() % Hues}");

    /// <summary>At most two letters: of the first word and of the last.</summary>
    public static string InitialsOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var initials = words.Length > 1 ? [words[0], words[^1]] : words;
        return string.Concat(initials.Select(word => StringInfo.GetNextTextElement(word))).ToUpper(CultureInfo.InvariantCulture);
    }
}
