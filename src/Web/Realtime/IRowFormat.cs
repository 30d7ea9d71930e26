using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Realtime;

/// <summary>As what a stream sends its rows: as they stand in a page, or as the API answers with them.</summary>
internal interface IRowFormat
{
    /// <summary>Renders a row in the language of the caller, the same for every viewer.</summary>
    ValueTask<string> RenderAsync(MessageRow row);
}
