using Microsoft.AspNetCore.Mvc;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Discussions;

/// <summary>Answers whoever changed a row with the very bytes that the streams send, so that it is rendered once.</summary>
internal sealed class RowResult(MessageRow row) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (services, response) = (context.HttpContext.RequestServices, context.HttpContext.Response);
        var html = await services.GetRequiredService<Rows>().BytesOfAsync(row);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        await response.Body.WriteAsync(html, context.HttpContext.RequestAborted);
    }
}
