using Microsoft.AspNetCore.Mvc.Razor;

namespace Xtablo.Web.Shared;

/// <summary>Looks for a view beside the controller that shows it, then in <c>Shared</c> and <c>Forms</c>.</summary>
internal sealed class FeatureFolders : IViewLocationExpander
{
    private const string Feature = "feature";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        var controller =
            context.ActionContext.ActionDescriptor as Microsoft.AspNetCore.Mvc.Controllers.ControllerActionDescriptor;
        context.Values[Feature] = controller?.ControllerTypeInfo.Namespace?.Split('.')[^1] ?? "";
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        [$"/{context.Values[Feature]}/{{0}}.cshtml", "/Shared/{0}.cshtml", "/Forms/{0}.cshtml"];
}
