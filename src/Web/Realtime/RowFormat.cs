namespace Xtablo.Web.Realtime;

/// <summary>As what a stream sends the rows.</summary>
internal enum RowFormat
{
    /// <summary>As they stand in a page.</summary>
    Html,

    /// <summary>As the API answers with them.</summary>
    Json,
}
