using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Xtablo.Web.Pipeline;

/// <summary>
/// Where values come from: of a post the form and the route, of a page the query and the route. No form can be filled by an
/// address, no field can override a part of the address, and no notation of brackets is tried on what was sent.
/// </summary>
internal static class Binding
{
    public static void BindFormAndRouteAlone(this MvcOptions mvc)
    {
        var sources = mvc.ValueProviderFactories;
        sources.Clear();
        sources.Add(new RouteValueProviderFactory());
        sources.Add(new FormValueProviderFactory());
        sources.Add(new QueryOfPages());
        mvc.Filters.Add(new RefusesTheUnbindable());
    }

    private sealed class QueryOfPages : IValueProviderFactory
    {
        public Task CreateValueProviderAsync(ValueProviderFactoryContext context)
        {
            var request = context.ActionContext.HttpContext.Request;
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            {
                context.ValueProviders.Add(
                    new QueryStringValueProvider(BindingSource.Query, request.Query, CultureInfo.InvariantCulture));
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>Whatever the framework throws on the way to an action is about what was sent: 400.</summary>
    private sealed class RefusesTheUnbindable : IActionFilter, IExceptionFilter, IOrderedFilter
    {
        private static readonly object Bound = new();

        public int Order => int.MinValue; // before any filter of ours, which may fail for other reasons

        public void OnActionExecuting(ActionExecutingContext context) => context.HttpContext.Items[Bound] = Bound;

        public void OnActionExecuted(ActionExecutedContext context)
        {
        }

        public void OnException(ExceptionContext context)
        {
            if (!context.HttpContext.Items.ContainsKey(Bound))
            {
                context.Result = new BadRequestResult();
                context.ExceptionHandled = true;
            }
        }
    }
}
