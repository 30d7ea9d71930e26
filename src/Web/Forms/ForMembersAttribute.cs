using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Xtablo.Application.Discussions;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Forms;

/// <summary>
/// Returns 404, as for a tablo that does not exist, to anyone who is not a member, and to a token that was made for other
/// tablos. It does so before the input is validated: its errors would reveal that the tablo exists.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class ForMembersAttribute : ActionFilterAttribute
{
    private const int BeforeTheModelIsChecked = -2500; // an API controller validates the model at -2000

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
