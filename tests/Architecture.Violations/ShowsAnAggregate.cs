using Microsoft.AspNetCore.Mvc;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Violations;

public sealed class ShowsAnAggregate : ControllerBase
{
    public IActionResult Show(Tablo tablo) => Ok(tablo);
}
