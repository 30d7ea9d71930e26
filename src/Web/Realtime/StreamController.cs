using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Realtime;

/// <summary>The streams of browsers: of one discussion, or of several on one connection.</summary>
[Authorize]
[NeverRedirected]
[Stream]
internal sealed partial class StreamController(Streams streams, HtmlFormat html, ISessions sessions) : ControllerBase
{
    private const int MostDiscussions = 50;

    [HttpGet("/tablos/{tabloId:guid}/discussion/stream")]
    public Task<IActionResult> FollowOne(TabloId tabloId, CancellationToken ct) =>
        OpenAsync([new FollowRequest(tabloId, Prefix: "", Streams.AfterIn(Request))], unread: false, ct);

    /// <summary>Event ids and cursors are prefixed with the tablo's id; a cursor without such a prefix is ignored.</summary>
    /// <param name="account">
    /// The account that the browser opens the stream for, if it says so: returns 401 when another has signed in since.
    /// </param>
    [HttpGet("/stream")]
    public Task<IActionResult> FollowMany(Guid? account, CancellationToken ct)
    {
        if (account is { } expected && expected != User.AccountId().Value)
        {
            return Task.FromResult<IActionResult>(Unauthorized());
        }

        var wanted = Request.Query["after"]
            .Select(after => TabloCursor().Match(after ?? ""))
            .Where(match => match.Success)
            .Select(match => (Tablo: match.Groups["tablo"].Value, After: match.Groups["after"].Value))
            .DistinctBy(match => match.Tablo)
            .Take(MostDiscussions)
            .Select(match => new FollowRequest(new TabloId(Guid.ParseExact(match.Tablo, "N")), $"{match.Tablo}.", match.After));
        return OpenAsync([.. wanted], unread: true, ct);
    }

    private Task<IActionResult> OpenAsync(IReadOnlyList<FollowRequest> wanted, bool unread, CancellationToken ct) =>
        streams.OpenAsync(
            HttpContext, wanted, html, unread, async () => await sessions.FindAsync(User.Session(), ct) is not null, ct);

    [GeneratedRegex(@"^(?<tablo>[0-9a-f]{32})\.(?<after>.*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TabloCursor();
}
