using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Web.Tests.Security;

/// <summary>What others call the fields of a form, or write behind the address that they post to.</summary>
[Collection<AloneOnSqlite>]
public sealed class FieldNamesTests(SqliteApp app)
{
    private static readonly string[] Names =
        ["a[=1", "a]=1", "[=", "[[[[=x", "Email[=1", "Email[0=1", "Email[]=1", "Email.=1", ".=1", "Email[0].x[=1", "%1B[2J%0D%0Aforged=1", new string('n', 200_000) + "[=1"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_name_of_a_field_is_more_than_a_field_that_nobody_asked_for()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        foreach (var path in (string[])["/sign-in", "/register", "/tablos", discussion, "/account", $"{discussion}/read"])
        {
            var before = app.Log.Count;
            foreach (var name in Names)
            {
                using var answer = await PostAsync(ada, path, name);
                Assert.True((int)answer.StatusCode is >= 200 and < 500, $"{path} with {name[..Math.Min(20, name.Length)]}: {answer.StatusCode}");
            }

            Assert.DoesNotContain(app.Log.Skip(before), line => line.Contains("forged", StringComparison.Ordinal) || line.Length > 2000);
        }
    }

    [Fact]
    public async Task A_form_is_not_filled_by_the_address_that_it_is_posted_to()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var filled = await PostAsync(ada, $"{discussion}?body=Not+typed", $"__RequestVerificationToken={Uri.EscapeDataString(await ada.TokenAsync())}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, filled.StatusCode);
        Assert.Empty(Row.All(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task What_the_framework_fails_to_bind_is_refused_as_unreadable()
    {
        await using var failing = new SqliteApp
        {
            Change = services => services.PostConfigure<MvcOptions>(mvc => mvc.ValueProviderFactories.Add(new Failing())),
        };
        await failing.InitializeAsync();
        using var answer = await PostAsync(failing.Visitor(), "/sign-in", "Email=ada");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, string form)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(form)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        return visitor.Http.PostAsync(new Uri(path, UriKind.Relative), content, Ct);
    }

    private sealed class Failing : IValueProviderFactory
    {
        public Task CreateValueProviderAsync(ValueProviderFactoryContext context) => throw new InvalidOperationException("It cannot be bound.");
    }
}
