using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Realtime;

/// <summary>The format in which a stream sends its rows: the HTML of a page, or the JSON of the API.</summary>
internal interface IRowFormat
{
    /// <summary>Renders a row in the language of the caller, the same for every viewer.</summary>
    ValueTask<string> RenderAsync(MessageRow row);
}
