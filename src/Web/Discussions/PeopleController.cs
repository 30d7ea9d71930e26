using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Members;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>Who can be called in a text: the list behind an @, which scripts alone ask for.</summary>
[Authorize]
[ForMembers]
[Route("/tablos/{tabloId:guid}/discussion/people")]
internal sealed class PeopleController(IMemberReader members) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Index(TabloId tabloId, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        var people = await members.PeopleAsync(tabloId, ct);
        return new JsonResult(people.Select(person => new
        {
            id = person.Id.Value,
            name = person.Name.Value,
            initials = Face.InitialsOf(person.Name.Value),
            hue = Face.HueOf(person.Id.Value),
        }));
    }
}
