using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xtablo.Application.Accounts;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>The database does not even say who posts.</summary>
public sealed class OutageBeforeTheSessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_comes_back_to_be_sent_again_as_it_is()
    {
        var sessions = DispatchProxy.Create<ISessions, Away>();
        await using var app = new SqliteApp { Change = services => Wrap(services, sessions) };
        await app.InitializeAsync();
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();

        var form = new Dictionary<string, string>
        {
            ["body"] = "Typed for <half> an hour",
            ["clientId"] = clientId,
            ["__RequestVerificationToken"] = await ada.FormToken!(),
        };

        ((Away)sessions).IsAway = true;
        using var answer = await PostAsync(ada, discussion, form);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        ((Away)sessions).IsAway = false;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Typed for &lt;half&gt; an hour</textarea>", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"clientId\" value=\"{clientId}\"", page, StringComparison.Ordinal);
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var again = await PostAsync(ada, discussion, new(form) { ["__RequestVerificationToken"] = token });
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string address, Dictionary<string, string> form)
    {
        using var fields = new FormUrlEncodedContent(form);
        return await visitor.Http.PostAsync(new Uri(address, UriKind.Relative), fields, Ct);
    }

    private static void Wrap(IServiceCollection services, ISessions sessions)
    {
        var real = services.Last(service => service.ServiceType == typeof(ISessions));
        services.Replace(new ServiceDescriptor(
            typeof(ISessions),
            provider =>
            {
                ((Away)sessions).Real = real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!);
                return sessions;
            },
            real.Lifetime));
    }

    /// <summary>Whoever is asked for may be away.</summary>
    public class Away : DispatchProxy
    {
        public bool IsAway { get; set; }

        public object? Real { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            IsAway && targetMethod!.Name is nameof(ISessions.FindAsync)
                ? Task.FromException<SignedIn?>(new TimeoutException("away"))
                : targetMethod!.Invoke(Real, args);
    }
}
