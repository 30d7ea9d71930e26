using Xtablo.Web.Forms;

namespace Xtablo.Web.Pipeline;

/// <summary>
/// Reads posted forms. The framework's reader treats a NUL in a form as a malformed request, so that the person would lose
/// their text; and it leaves what is not UTF-8 encoded, so that a text other than the typed one would be stored. This reader
/// passes both on to the rules of the domain, which refuse them with an explanation.
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
            catch (BadHttpRequestException broken) // malformed framing, or too large
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
