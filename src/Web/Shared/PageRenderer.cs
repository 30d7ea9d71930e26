using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Xtablo.Web.Shared;

/// <summary>Responds with a view where no controller with forms runs.</summary>
internal static class PageRenderer
{
    /// <param name="view">The path of the view, such as <c>/Shared/Status.cshtml</c>.</param>
    public static Task ShowAsync<TModel>(this HttpContext http, string view, TModel model)
    {
        http.SpeakTheirLanguage();
        var data = new ViewDataDictionary<TModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        return http.RequestServices.GetRequiredService<IActionResultExecutor<ViewResult>>().ExecuteAsync(
            new ActionContext(http, http.GetRouteData(), new ActionDescriptor()),
            new ViewResult { ViewName = view, ViewData = data, StatusCode = http.Response.StatusCode });
    }
}
