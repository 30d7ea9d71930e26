using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Xtablo.Web.Violations;

public sealed class AsksIdentityController(UserManager<IdentityUser<Guid>> users) : ControllerBase
{
    public async Task<IActionResult> ShowAsync(string id) => await users.FindByIdAsync(id) is null ? NotFound() : Ok();
}
