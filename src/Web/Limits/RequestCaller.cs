using Xtablo.Application.Accounts;

namespace Xtablo.Web.Limits;

internal sealed class RequestCaller(IHttpContextAccessor requests) : ICaller
{
    public string Address => requests.HttpContext?.CountedAddress() ?? "here";
}
