using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>Who may call an action, and that no other site can make a browser call it.</summary>
public sealed class ControllerTests(RunningApp app) : IClassFixture<RunningApp>
{
    private static readonly string[] SafeMethods = ["GET", "HEAD", "OPTIONS"];
    private static readonly Type ApiController = typeof(Program).Assembly.GetType("Xtablo.Web.Api.ApiController", throwOnError: true)!;
    private static readonly Type FormController = typeof(Program).Assembly.GetType("Xtablo.Web.Forms.FormController", throwOnError: true)!;

    [Fact]
    public void Each_action_states_who_may_call_it()
    {
        Assert.NotEmpty(Actions());
        Assert.DoesNotContain(Actions(), action => !States(action.MethodInfo) && !States(action.ControllerTypeInfo));
    }

    [Fact]
    public void Each_action_that_changes_something_is_on_a_form_controller()
    {
        var unsafeActions = Actions().Where(action => IsUnsafe(action) && !IsOfTheApi(action)).ToList();

        Assert.NotEmpty(unsafeActions);
        Assert.DoesNotContain(unsafeActions, action => !action.ControllerTypeInfo.IsSubclassOf(FormController));
    }

    [Fact]
    public void The_api_is_where_tokens_alone_count_and_only_there() // so that no form of another site can do anything there
    {
        Assert.Contains(Actions(), IsOfTheApi);
        Assert.All(Actions(), action => Assert.Equal(IsOfTheApi(action), action.AttributeRouteInfo!.Template!.StartsWith("api/", StringComparison.Ordinal)));
        Assert.All(Actions().Where(IsOfTheApi), action => Assert.Equal(["Bearer"], action.EndpointMetadata.OfType<AuthorizeAttribute>().Select(who => who.AuthenticationSchemes)));
        Assert.DoesNotContain(Actions().Where(IsOfTheApi), IsForStrangers);
    }

    [Fact]
    public void A_form_controller_refuses_a_post_without_its_antiforgery_field_and_none_overrides_that()
    {
        var check = nameof(Microsoft.AspNetCore.Mvc.Controller.OnActionExecutionAsync);

        Assert.Equal(FormController, FormController.GetMethod(check)!.DeclaringType);
        Assert.DoesNotContain(Actions().Where(action => !IsOfTheApi(action)).Select(action => action.ControllerTypeInfo.GetMethod(check)), method => method is not null && method.DeclaringType != FormController);
    }

    [Fact]
    public async Task Each_post_of_a_stranger_without_the_field_is_refused()
    {
        var addresses = Actions().Where(action => IsUnsafe(action) && IsForStrangers(action)).Select(action => action.AttributeRouteInfo!.Template).ToList();
        using var client = app.CreateClient();

        Assert.NotEmpty(addresses);
        foreach (var address in addresses)
        {
            using var answer = await client.PostAsync(new Uri($"/{address}", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
            Assert.False(answer.IsSuccessStatusCode, $"/{address} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public void Each_address_leads_to_a_controller_or_is_for_programs() // what is mapped past the controllers is past these tests
    {
        var others = app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .Order(StringComparer.Ordinal);

        Assert.Equal(["/doctor/{token}", "/health/live", "/health/ready", "/metrics", "/openapi/{documentName}.json", "/robots.txt"], others, StringComparer.Ordinal);
    }

    private IEnumerable<ControllerActionDescriptor> Actions() => app.Services
        .GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<ControllerActionDescriptor>();

    private static bool States(MemberInfo member) =>
        member.IsDefined(typeof(AuthorizeAttribute), inherit: true) || member.IsDefined(typeof(AllowAnonymousAttribute), inherit: true);

    private static bool IsOfTheApi(ControllerActionDescriptor action) => action.ControllerTypeInfo.IsSubclassOf(ApiController);

    private static bool IsForStrangers(ControllerActionDescriptor action) => action.EndpointMetadata.OfType<IAllowAnonymous>().Any();

    /// <summary>An action that names no method answers to all of them.</summary>
    private static bool IsUnsafe(ControllerActionDescriptor action)
    {
        var methods = action.ActionConstraints?.OfType<HttpMethodActionConstraint>().SelectMany(constraint => constraint.HttpMethods).ToList() ?? [];
        return methods.Count == 0 || methods.Except(SafeMethods, StringComparer.OrdinalIgnoreCase).Any();
    }
}
