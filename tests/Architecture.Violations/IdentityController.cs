using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Xtablo.Web.Violations;

public sealed class IdentityController(UserManager<IdentityUser<Guid>> users) : ControllerBase
{
    public UserManager<IdentityUser<Guid>> Users => users;
}
