using Xtablo.Web.Forms;

namespace Xtablo.Web.Pipeline;

/// <summary>
/// Reads what a form posts. The server's own reader takes a NUL in a form for a broken request, and the person would lose
/// their text; and what is no UTF-8 it leaves encoded, and another text would be stored than was typed. This one hands both
/// on to the rules, which say what is wrong.
/// </summary>
internal static class PostedForms
{
    public static void UsePostedForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (request.HasFormContentType && context.GetEndpoint()?.Metadata.GetMetadata<TakesFormsAttribute>() is not null)
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
            catch (Exception broken) when (broken is InvalidDataException or IOException)
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
            request.Form = await UrlEncodedForm.ReadAsync(request.Body, ct);
        }
        else
        {
            await request.ReadFormAsync(ct);
        }
    }
}
