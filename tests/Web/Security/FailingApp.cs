using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Web.Tests.Security;

/// <summary>Fails as a bug would have it, where it is asked to.</summary>
public class FailingApp() : XtabloApp(new SqliteFile())
{
    public const string Inside = "what only those inside may know";

    public static string Failing(string path) => $"{path}?fail=now";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add<FailsWhenAsked>()));
    }

    private sealed class FailsWhenAsked : IActionFilter
    {
        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (context.HttpContext.Request.Query.ContainsKey("fail"))
            {
                throw new InvalidOperationException(Inside);
            }
        }

        public void OnActionExecuted(ActionExecutedContext context)
        {
        }
    }
}
