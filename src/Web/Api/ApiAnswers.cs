using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

/// <summary>
/// The responses of the API: its JSON settings and its problems. A problem contains nothing that is specific to one request,
/// so that equal refusals are equal byte for byte.
/// </summary>
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
            json.JsonSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // é as é: never embedded in HTML
            json.JsonSerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });

        // The OpenAPI description is generated from these options.
        mvc.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        mvc.ConfigureApiBehaviorOptions(api =>
        {
            api.SuppressMapClientErrors = true; // TellProblemAsync turns every bare status into a problem
            api.InvalidModelStateResponseFactory =
                context => context.HttpContext.Refuse(Unreadable, FieldsIn(context.ModelState));
        });
    }

    /// <summary>Creates the response to a request that broke a rule.</summary>
    /// <param name="fields">The fields at fault; null for the field that the refusal names.</param>
    public static IActionResult Refuse(
        this HttpContext http, Refusal refusal, IEnumerable<string>? fields = null, MessageJson? message = null)
    {
        var detail = SentenceFor(http, refusal);
        var blamed = (fields ?? (refusal.Field is { } field ? [field] : []))
            .Select(JsonNamingPolicy.CamelCase.ConvertName)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var problem = ProblemOf(refusal, detail) with
        {
            Errors = blamed.Count == 0 ? null : blamed.ToDictionary(name => name, _ => new[] { detail }, StringComparer.Ordinal),
            Message = message,
        };
        refusal.SayWhenToRetry(http.Response);
        return new ObjectResult(problem) { StatusCode = refusal.Status, ContentTypes = { ProblemJson.ContentType } };
    }

    /// <summary>Writes a problem that explains the status of the response, where no controller has written one.</summary>
    public static Task TellProblemAsync(this HttpContext http)
    {
        http.SpeakTheirLanguage();
        var status = http.Response.StatusCode;
        var refusal = Array.Find(ByStatus, each => each.Status == status)
            ?? (status >= 500 ? ByStatus[^1] : Unreadable) with { Status = status };
        var problem = ProblemOf(refusal, SentenceFor(http, refusal)) with
        {
            Reference = status == 500 ? http.TraceIdentifier : null,
        };
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        return http.Response.WriteAsJsonAsync(problem, json, ProblemJson.ContentType, http.RequestAborted);
    }

    private static ProblemJson ProblemOf(Refusal refusal, string detail) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(refusal.Status), refusal.Status, detail) { Code = refusal.Code };

    /// <summary>A sentence written for a form may not suit a program: then there is another one, prefixed <c>api.</c></summary>
    private static string SentenceFor(HttpContext http, Refusal refusal)
    {
        var sentences = http.RequestServices.GetRequiredService<IStringLocalizer<Sentences>>();
        var own = sentences[$"api.{refusal.Code}", [.. refusal.Arguments]];
        return own.ResourceNotFound ? sentences[refusal.Code, [.. refusal.Arguments]] : own;
    }

    /// <summary>
    /// The fields with errors: a JSON member by its path, such as <c>$.body</c>, without the <c>$.</c>; a query parameter by its
    /// name. A body that is not JSON at all has neither.
    /// </summary>
    private static IEnumerable<string> FieldsIn(ModelStateDictionary state) => state
        .Where(entry => entry.Value is { Errors.Count: > 0 })
        .Select(entry => entry.Key.StartsWith("$.", StringComparison.Ordinal) ? entry.Key[2..] : entry.Key)
        .Where(name => name.Length > 0 && name is not ("$" or "posted"));
}
