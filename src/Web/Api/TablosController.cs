using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

[Route("/api/tablos")]
internal sealed class TablosController(ITabloReader tablos, ICommandHandler<CreateTablo, TabloId> createTablo) : ApiController
{
    private static readonly Refusal MadeForSome = new(StatusCodes.Status403Forbidden, "token.for-some-tablos", null, []);

    /// <summary>Returns the tablos that the token may access: active ones before archived ones, each group by name.</summary>
    [HttpGet]
    [ProducesResponseType<IReadOnlyList<TabloJson>>(StatusCodes.Status200OK, Json)]
    public async Task<IActionResult> List(CancellationToken ct) =>
        Ok((await tablos.ListAsync(User.AccountId(), ct)).Where(tablo => User.MayOpen(tablo.Id)).Select(JsonOf).ToList());

    /// <summary>Creates a tablo that is owned by the token's account.</summary>
    [HttpPost]
    [RateLimited(RateLimits.Tablos)]
    [Consumes(Json)]
    [ProducesResponseType<TabloJson>(StatusCodes.Status201Created, Json)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status400BadRequest, ProblemJson.ContentType)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status403Forbidden, ProblemJson.ContentType)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status422UnprocessableEntity, ProblemJson.ContentType)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status429TooManyRequests, ProblemJson.ContentType)]
    public async Task<IActionResult> Create(NewTabloJson posted, CancellationToken ct)
    {
        if (User.IsLimited())
        {
            return HttpContext.Refuse(MadeForSome);
        }

        var id = await createTablo.HandleAsync(new CreateTablo(User.AccountId(), posted.Name), ct);
        // The tablo is stored: what follows must not fail because the program has disconnected.
        var made = (await tablos.ListAsync(User.AccountId(), CancellationToken.None)).Single(tablo => tablo.Id == id);
        return StatusCode(StatusCodes.Status201Created, JsonOf(made));
    }

    private static TabloJson JsonOf(TabloView tablo) =>
        new(tablo.Id.Value, tablo.Name, tablo.Role.ToString().ToLowerInvariant(), tablo.Cursor.ToString(), tablo.Unread);
}
