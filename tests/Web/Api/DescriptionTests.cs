using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Web.Tests.Api;

public sealed partial class DescriptionTests(SqliteApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_route_of_the_api_is_described_and_nothing_else()
    {
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods, (route, method) =>
                $"{method.ToLowerInvariant()} /{Constraint().Replace(route.RoutePattern.RawText!.TrimStart('/'), "")}")
            .Order(StringComparer.Ordinal);
        var described = (await ReadAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), (path, operation) => $"{operation.Name} {path.Name}");

        Assert.Equal(routes, described.Order(StringComparer.Ordinal));
        Assert.Contains("patch /api/tablos/{tabloId}/messages/{messageId}", routes);
    }

    [Theory]
    [InlineData("TabloJson", "id name role cursor unread")]
    [InlineData("MessagesJson", "messages cursor")]
    [InlineData("MessageJson", "id number revision author body html postedAt editedAt deletedAt pinned mentions replyTo reactions")]
    [InlineData("PersonJson", "id name")]
    [InlineData("ReactionJson", "emoji by")]
    [InlineData("QuoteJson", "id number author excerpt deleted")]
    [InlineData("NewTabloJson", "name")]
    [InlineData("NewMessageJson", "body clientId replyTo")]
    [InlineData("EditedMessageJson", "body revision")]
    public async Task A_schema_has_the_names_of_the_contract(string schema, string names)
    {
        var properties = (await ReadAsync()).GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties");

        Assert.Equal(names.Split(' '), properties.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Each_operation_needs_a_token_and_tells_how_it_refuses()
    {
        var document = await ReadAsync();
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer");

        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        Assert.True(document.GetProperty("security")[0].TryGetProperty("Bearer", out _));
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            var responses = operation.Value.GetProperty("responses");
            Assert.True(responses.GetProperty("401").GetProperty("content").TryGetProperty("application/problem+json", out _));
            Assert.Contains(responses.EnumerateObject(), response => response.Name.StartsWith('2'));
        }
    }

    private async Task<JsonElement> ReadAsync()
    {
        using var answer = await app.Visitor().GetAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    [GeneratedRegex(":[a-z]+(?=})", RegexOptions.None, 1000)]
    private static partial Regex Constraint();
}
