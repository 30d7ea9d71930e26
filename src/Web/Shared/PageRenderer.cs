using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Xtablo.Web.Shared;

/// <summary>Responds with a view where no controller runs.</summary>
internal static class PageRenderer
{
    /// <param name="view">The path of the view, such as <c>/Shared/Status.cshtml</c>.</param>
    public static Task ShowAsync<TModel>(this HttpContext http, string view, TModel model)
    {
        // Middleware that responds on the way back runs outside the scope in which the request's language was set.
        if (http.Features.Get<IRequestCultureFeature>() is { } asked)
        {
            CultureInfo.CurrentCulture = asked.RequestCulture.Culture;
            CultureInfo.CurrentUICulture = asked.RequestCulture.UICulture;
        }

        var data = new ViewDataDictionary<TModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        return http.RequestServices.GetRequiredService<IActionResultExecutor<ViewResult>>().ExecuteAsync(
            new ActionContext(http, http.GetRouteData(), new ActionDescriptor()),
            new ViewResult { ViewName = view, ViewData = data, StatusCode = http.Response.StatusCode });
    }
}
