using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Web.Tests.Security;

/// <summary>A tablo with a message, an open invitation and whoever may want in; and every address of the program, made of them.</summary>
/// <param name="Owner">Of the tablo, and author of the message.</param>
/// <param name="Stranger">Has an account and another tablo.</param>
/// <param name="SignedOut">Nobody.</param>
internal sealed partial record Place(XtabloApp App, Visitor Owner, Visitor Stranger, Visitor SignedOut, string Discussion, Row Message, string Invitation, string ElsewhereDiscussion)
{
    private static readonly string[] NoMethod = ["GET"]; // probes name none

    public string Tablo => Discussion.Split('/')[2];

    /// <summary>Good values for every field of every form, so that only what is tested can be wrong with it.</summary>
    public Dictionary<string, string> Fields { get; } = new()
    {
        ["Name"] = "A name",
        ["Email"] = "someone.new@example.org",
        ["Password"] = "correct horse battery",
        ["body"] = "A text",
        ["upTo"] = "1",
        ["from"] = "1",
        ["emoji"] = "🎉",
        ["Label"] = "A label",
        ["accountId"] = Guid.Empty.ToString(),
    };

    public static async Task<Place> InAsync(XtabloApp app)
    {
        var owner = await app.SignedInAsync();
        var discussion = await owner.CreateTabloAsync();
        var message = await owner.SayAsync(discussion, "For us alone");
        using var invited = await owner.PostAsync(discussion.Replace("/discussion", "/members", StringComparison.Ordinal), new() { ["Label"] = "For Bob" });
        var invitation = Secret().Match(await invited.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups["secret"].Value;
        Assert.NotEmpty(invitation);
        var stranger = await app.SignedInAsync("Eve");
        return new(app, owner, stranger, app.Visitor(), discussion, message, invitation, await stranger.CreateTabloAsync("Elsewhere"));
    }

    /// <summary>Every method and address that the program answers, from its own table; with another tablo or message in it, if given.</summary>
    public IReadOnlyList<(string Method, string Path)> Addresses(string? tablo = null, string? message = null)
    {
        var found = Templates()
            .Select(route => (route.Method, Path: Parameter().Replace(route.Template, parameter => parameter.Groups["name"].Value switch
            {
                "tabloId" or "id" => tablo ?? Tablo,
                "messageId" => message ?? Message.Id,
                "accountId" => Message.Author,
                "secret" => Invitation,
                _ => Guid.Empty.ToString(),
            })))
            .Distinct()
            .ToList();
        Assert.True(found.Count > 25, $"only {found.Count} routes were found");
        return found;
    }

    /// <summary>The names under which an address takes values from a form; it looks at no other.</summary>
    public IReadOnlyCollection<string> FieldsOf(string method, string path)
    {
        var templates = Templates().Zip(Addresses()).Where(pair => pair.Second == (method, path)).Select(pair => pair.First).ToHashSet();
        return App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => MethodsOf(route).Any(each => templates.Contains((each, TemplateOf(route)))))
            .SelectMany(route => route.Metadata.GetMetadata<ControllerActionDescriptor>()?.Parameters ?? [])
            .SelectMany(parameter => parameter.ParameterType.GetProperties().Select(property => property.Name).Append(parameter.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Those of them whose template has a parameter of this name.</summary>
    public IReadOnlyList<(string Method, string Path)> AddressesWith(string parameter, string? tablo = null, string? message = null)
    {
        var all = Addresses(tablo, message);
        var found = Templates().Select(route => route.Template.Contains($"{{{parameter}", StringComparison.Ordinal)).Zip(all).Where(pair => pair.First).Select(pair => pair.Second).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>Asks for an address with its method, and with the fields if it takes any. The body of a stream has not been read.</summary>
    public static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string method, string path, Dictionary<string, string>? fields = null, bool htmx = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "HEAD"))
        {
            request.Content = new FormUrlEncodedContent(fields ?? []);
        }

        if (htmx)
        {
            request.Headers.Add("HX-Request", "true");
        }

        return await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public static bool IsStream(string path) => path.EndsWith("/stream", StringComparison.Ordinal);

    /// <summary>What bearer tokens open knows no cookie, and so no form of another site.</summary>
    public static bool IsOfTheApi(string path) => path.StartsWith("/api/", StringComparison.Ordinal);

    private List<(string Method, string Template)> Templates() =>
    [
        .. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => MethodsOf(route).Select(method => (method, TemplateOf(route))))
            .Distinct(),
    ];

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? NoMethod;

    private static string TemplateOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');

    [GeneratedRegex("/invitations/(?<secret>[A-Za-z0-9_-]{22})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
