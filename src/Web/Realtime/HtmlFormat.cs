using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Renders rows as HTML, with the same template as a page. Rendering happens without a request, so that nothing about one
/// viewer can leak to another.
/// </summary>
internal sealed class HtmlFormat(IRazorViewEngine views, ITempDataProvider tempData, IServiceScopeFactory scopes) : IRowFormat
{
    private const string Template = "/Discussions/_Message.cshtml";

    public async ValueTask<string> RenderAsync(MessageRow row)
    {
        await using var scope = scopes.CreateAsyncScope();
        var nobody = new ActionContext(
            new DefaultHttpContext { RequestServices = scope.ServiceProvider }, new RouteData(), new ActionDescriptor());
        var view = views.GetView(executingFilePath: null, Template, isMainPage: false).EnsureSuccessful([Template]).View!;
        await using var html = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary<MessageRow>(new EmptyModelMetadataProvider(), new ModelStateDictionary())
        {
            Model = row,
        };
        await view.RenderAsync(new ViewContext(
            nobody, view, data, new TempDataDictionary(nobody.HttpContext, tempData), html, new HtmlHelperOptions()));
        return html.ToString();
    }
}
