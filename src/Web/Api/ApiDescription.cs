using Microsoft.OpenApi;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Api;

/// <summary>The OpenAPI document of the API, at <c>/openapi/v1.json</c>; anyone may read it.</summary>
internal static class ApiDescription
{
    private const string Version = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Version, openApi =>
    {
        openApi.ShouldInclude = action => ApiAddresses.Is($"/{action.RelativePath}");
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Xtablo",
                Version = Version,
                Description = "Times are RFC 3339 in UTC. "
                    + "What is refused is application/problem+json with a sentence in the language of Accept-Language.",
            };
            document.Servers = []; // by default it would repeat the host of the request
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [BearerScheme.Name] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A token of the account page or of the command 'token add'.",
                },
            };
            document.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme.Name, document)] = [] },
            ];
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this WebApplication app) => app.MapOpenApi().AllowAnonymous();
}
