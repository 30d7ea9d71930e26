using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Security;

public sealed partial class ReturningTests(SqliteApp app)
{
    [Fact]
    public async Task Nobody_is_sent_elsewhere_by_signing_in_whatever_the_address_to_return_to_is_made_to_look_like()
    {
        Assert.True(HostileAddresses.All.Distinct().Count() >= 240, "there are too few");
        var ada = await app.SignedInAsync();
        foreach (var address in HostileAddresses.All)
        {
            var visitor = app.Visitor();
            var query = address.Any(char.IsControl) || address.Any(char.IsSurrogate) ? "" : $"?returnUrl={Uri.EscapeDataString(address)}";
            using var form = await visitor.GetAsync($"/sign-in{query}");
            Assert.Equal((address, HttpStatusCode.OK, null), (address, form.StatusCode, form.Headers.Location));

            using var answer = await visitor.SignInAsync(ada.Email, more: new() { ["returnUrl"] = address });

            Assert.Equal((address, HttpStatusCode.SeeOther), (address, answer.StatusCode));
            AssertLocal(address, answer);
            Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("^xtablo-(session|device)-[0-9a-f]{8}=", cookie));
        }
    }

    [Fact]
    public async Task An_address_that_asks_to_sign_in_first_is_one_of_ours_when_it_comes_back()
    {
        var ada = await app.SignedInAsync();
        foreach (var path in (string[])["/tablos?name=//evil.example", "/tablos?returnUrl=http://evil.example", "//evil.example/tablos", "/tablos/%2f%2fevil.example", "/tablos?x=%0d%0aSet-Cookie:%20x=y"])
        {
            var visitor = app.Visitor();
            using var asked = await visitor.GetAsync($"http://localhost{path}");
            if (asked.StatusCode == HttpStatusCode.Redirect)
            {
                AssertLocal(path, asked);
                var back = Uri.UnescapeDataString(asked.Headers.Location!.OriginalString.Split("returnUrl=")[1]);
                using var answer = await visitor.SignInAsync(ada.Email, more: new() { ["returnUrl"] = back });
                AssertLocal(path, answer);
            }
        }
    }

    [Theory]
    [InlineData("/tablos?name=a%20b")]
    [InlineData("/tablos/0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11/discussion?around=3")]
    [InlineData("/")]
    public async Task An_address_of_ours_is_returned_to(string address)
    {
        var ada = await app.SignedInAsync();
        using var answer = await app.Visitor().SignInAsync(ada.Email, more: new() { ["returnUrl"] = address });

        Assert.Equal(address, answer.Headers.Location?.OriginalString);
    }

    /// <summary>A path, and not the beginning of a host: browsers take \ for / and leave out tabs and line ends (WHATWG URL, 4.4).</summary>
    private static void AssertLocal(string asked, HttpResponseMessage answer)
    {
        var location = Assert.Single(answer.Headers.NonValidated["Location"]); // as it was sent: read as an address, its tabs would be escaped
        Assert.True(LocalPath().IsMatch(location), $"'{asked}' led to '{location}'");
        var here = new Uri("http://localhost/sign-in");
        Assert.Equal((asked, "http://localhost"), (asked, new Uri(here, location).GetLeftPart(UriPartial.Authority)));
        Assert.False(answer.Headers.Contains("X-Injected"));
    }

    [GeneratedRegex(@"^/(?![/\\])[\x20-\x7E]*\z", RegexOptions.None, 1000)]
    private static partial Regex LocalPath();
}
