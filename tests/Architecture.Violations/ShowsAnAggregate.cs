using Microsoft.AspNetCore.Mvc;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Violations;

public sealed class ShowsAnAggregate : ControllerBase
{
    public IActionResult Show(Discussion discussion) => Ok(discussion);
}
