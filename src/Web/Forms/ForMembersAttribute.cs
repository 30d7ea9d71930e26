using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Xtablo.Application.Discussions;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Forms;

/// <summary>
/// Answers 404, as for a tablo that does not exist, to anyone but its members, and to a token that was made for other
/// tablos. It does so before what was sent is looked at: what is wrong with that would tell that there is a tablo.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class ForMembersAttribute : ActionFilterAttribute
{
    private const int BeforeTheModelIsChecked = -2500; // where an API controller does so: at -2000

    public ForMembersAttribute() => Order = BeforeTheModelIsChecked;

    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var (http, tablo) = (context.HttpContext, context.RouteData.TabloId());
        var discussions = http.RequestServices.GetRequiredService<IDiscussionReader>();
        if (http.User.MayOpen(tablo) && await discussions.TakesPartAsync(tablo, http.User.AccountId(), http.RequestAborted))
        {
            await next();
        }
        else
        {
            context.Result = new NotFoundResult();
        }
    }
}
