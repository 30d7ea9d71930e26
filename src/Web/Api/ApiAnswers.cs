using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

/// <summary>How the API speaks: its JSON, and what it says when it refuses. A problem holds nothing of the one request, so that equal ones are equal.</summary>
internal static class ApiAnswers
{
    private static readonly Refusal Unreadable = new(StatusCodes.Status400BadRequest, "request.unreadable", null, []);

    private static readonly Refusal[] ByStatus =
    [
        Unreadable,
        new(StatusCodes.Status401Unauthorized, "request.no-token", null, []),
        new(StatusCodes.Status403Forbidden, "request.forbidden", null, []),
        new(StatusCodes.Status404NotFound, "request.nothing-there", null, []),
        new(StatusCodes.Status405MethodNotAllowed, "request.wrong-method", null, []),
        new(StatusCodes.Status413PayloadTooLarge, "request.too-large", null, []),
        new(StatusCodes.Status415UnsupportedMediaType, "request.not-json", null, []),
        new(StatusCodes.Status429TooManyRequests, "request.too-many", null, []),
        new(StatusCodes.Status503ServiceUnavailable, "request.database-away", null, []),
        new(StatusCodes.Status500InternalServerError, "request.our-fault", null, []),
    ];

    public static void AddApiAnswers(this IMvcBuilder mvc)
    {
        mvc.Services.AddSingleton<JsonRow>();
        mvc.Services.AddSingleton<JsonFormat>();
        mvc.AddJsonOptions(json =>
        {
            json.JsonSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // é as é: it is never inside HTML
            json.JsonSerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        mvc.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict); // the description goes by these
        mvc.ConfigureApiBehaviorOptions(api =>
        {
            api.SuppressMapClientErrors = true; // a bare status becomes a problem where all do
            api.InvalidModelStateResponseFactory = context => context.HttpContext.Refuse(Unreadable, FieldsIn(context.ModelState));
        });
    }

    /// <summary>The answer to a request that broke a rule.</summary>
    /// <param name="fields">The fields at fault; null for the one that the refusal names.</param>
    public static IActionResult Refuse(this HttpContext http, Refusal refusal, IEnumerable<string>? fields = null, MessageJson? message = null)
    {
        var detail = SentenceFor(http, refusal);
        var blamed = (fields ?? (refusal.Field is { } field ? [field] : [])).Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
        var problem = ProblemOf(refusal, detail) with
        {
            Errors = blamed.Count == 0 ? null : blamed.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => new[] { detail }, StringComparer.Ordinal),
            Message = message,
        };
        refusal.SayWhenToRetry(http.Response);
        return new ObjectResult(problem) { StatusCode = refusal.Status, ContentTypes = { ProblemJson.ContentType } };
    }

    /// <summary>Says why a request has the status that it has, where no controller has said it.</summary>
    public static Task TellProblemAsync(this HttpContext http)
    {
        SpeakItsLanguage(http);
        var status = http.Response.StatusCode;
        var refusal = Array.Find(ByStatus, each => each.Status == status) ?? (status >= 500 ? ByStatus[^1] : Unreadable) with { Status = status };
        var problem = ProblemOf(refusal, SentenceFor(http, refusal)) with { Reference = status == 500 ? http.TraceIdentifier : null };
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        return http.Response.WriteAsJsonAsync(problem, json, ProblemJson.ContentType, http.RequestAborted);
    }

    private static ProblemJson ProblemOf(Refusal refusal, string detail) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(refusal.Status), refusal.Status, detail) { Code = refusal.Code };

    /// <summary>What fits a form may not fit a program: then there is a sentence of its own under <c>api.</c></summary>
    private static string SentenceFor(HttpContext http, Refusal refusal)
    {
        var sentences = http.RequestServices.GetRequiredService<IStringLocalizer<Sentences>>();
        var own = sentences[$"api.{refusal.Code}", [.. refusal.Arguments]];
        return own.ResourceNotFound ? sentences[refusal.Code, [.. refusal.Arguments]] : own;
    }

    /// <summary>JSON is blamed by its path, such as <c>$.body</c>; a query by its name; what is no JSON at all has neither.</summary>
    private static IEnumerable<string> FieldsIn(ModelStateDictionary state) => state
        .Where(entry => entry.Value is { Errors.Count: > 0 })
        .Select(entry => entry.Key.StartsWith("$.", StringComparison.Ordinal) ? entry.Key[2..] : entry.Key)
        .Where(name => name.Length > 0 && name is not ("$" or "posted"));

    // Middleware that answers on the way back is outside of what the request's language was set for.
    private static void SpeakItsLanguage(HttpContext http)
    {
        if (http.Features.Get<IRequestCultureFeature>() is { } asked)
        {
            CultureInfo.CurrentCulture = asked.RequestCulture.Culture;
            CultureInfo.CurrentUICulture = asked.RequestCulture.UICulture;
        }
    }
}
