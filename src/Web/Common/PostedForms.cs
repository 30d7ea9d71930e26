using Microsoft.AspNetCore.WebUtilities;

namespace Xtablo.Web.Common;

/// <summary>
/// Reads what a form posts. The server's own reader takes a NUL in a form for a broken request, and the person would lose
/// their text; this one hands it on to the rules, which say what is wrong with it.
/// </summary>
internal static class PostedForms
{
    public static void UsePostedForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (request.HasFormContentType)
        {
            try
            {
                await ReadAsync(request, context.RequestAborted);
            }
            catch (BadHttpRequestException broken) // badly framed, or larger than it may be
            {
                context.Response.StatusCode = broken.StatusCode;
                return;
            }
            catch (Exception broken) when (broken is InvalidDataException or IOException or UriFormatException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }

        await next(context);
    });

    private static async Task ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            using var reader = new FormReader(request.Body);
            request.Form = new FormCollection(await reader.ReadFormAsync(ct));
        }
        else
        {
            await request.ReadFormAsync(ct);
        }
    }
}
