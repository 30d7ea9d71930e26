using System.Globalization;
using Xtablo.Domain.Common;

namespace Xtablo.Web.Forms;

/// <summary>Why a request was refused, and the status of the response.</summary>
internal sealed record Refusal(int Status, string Code, string? Field, IReadOnlyList<object> Arguments)
{
    /// <summary>The antiforgery field is missing, or dates from before the browser signed in or out.</summary>
    public static readonly Refusal StaleForm = new(StatusCodes.Status400BadRequest, "form.stale", null, []);

    /// <summary>Sets <c>Retry-After</c>, in seconds, where waiting helps (RFC 9110, 10.2.3).</summary>
    public void SayWhenToRetry(HttpResponse response)
    {
        if (Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            && Arguments is [int seconds, ..])
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static Refusal From(RefusedException broken) =>
        new(StatusOf(broken.Code), broken.Code, broken.Field, broken.Arguments);

    private static int StatusOf(string code) => code switch
    {
        // As if there were no such tablo.
        "discussion.not-a-member" or "message.unknown" or "member.unknown" or "invitation.unusable" =>
            StatusCodes.Status404NotFound,
        "tablo.owner-only" or "message.author-only" or "message.author-or-owner-only" => StatusCodes.Status403Forbidden,
        "client-id.other-text" or "tablo.archived" or "message.changed" or "message.deleted" or "tablo.owner-may-not-leave" =>
            StatusCodes.Status409Conflict,
        "rate.too-many" or "sign-in.too-many" or "sign-in.too-often" or "code.wait" => StatusCodes.Status429TooManyRequests,
        "password.busy" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
