using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Presence;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Tests.Common;

public sealed class RegisteringTheApplicationTests : IDisposable
{
    private readonly RunningApplication _application = new();

    public static TheoryData<Type> Handlers => [.. ImplementationsOf(typeof(ICommandHandler<,>))];

    public static TheoryData<Type> EventHandlers => [.. ImplementationsOf(typeof(IDomainEventHandler<>))];

    public void Dispose() => _application.Dispose();

    [Theory]
    [MemberData(nameof(Handlers))]
    public void Every_command_handler_is_there_once(Type handler) => Assert.Single(_application.Services.GetServices(Duty(handler)));

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Every_command_handler_is_measured(Type handler)
    {
        using var durations = _application.Durations();
        var duty = Duty(handler);
        var command = duty.GenericTypeArguments[0];

        await HandleAsync(_application.Services.GetRequiredService(duty), RuntimeHelpers.GetUninitializedObject(command));

        Assert.Equal(command.Name, Assert.Single(durations.Heard).Command);
    }

    [Theory]
    [MemberData(nameof(EventHandlers))]
    public void Every_event_handler_is_there(Type handler) => Assert.All(
        Duties(handler),
        duty => Assert.Contains(_application.Services.GetServices(duty), registered => registered!.GetType() == handler));

    [Fact]
    public void What_changes_a_discussion_is_broadcast_once_and_ends_what_passed() => Assert.Equivalent(
        new[] { typeof(BroadcastDiscussionChange), typeof(EndWhatPassed) },
        _application.Services.GetServices<IDomainEventHandler<DiscussionChanged>>().Select(handler => handler.GetType()),
        strict: true);

    [Fact]
    public void Each_request_has_handlers_of_its_own()
    {
        var duty = Duty(typeof(PostMessageHandler));
        using var another = _application.Services.CreateScope();

        Assert.NotSame(_application.Services.GetRequiredService(duty), another.ServiceProvider.GetRequiredService(duty));
    }

    /// <summary>A command without any content: whether it is done, refused or fails is all one here.</summary>
    private static async Task HandleAsync(object handler, object command)
    {
        var handle = handler.GetType().GetMethod("HandleAsync")!;
        await Record.ExceptionAsync(() => (Task)handle.Invoke(handler, [command, CancellationToken.None])!);
    }

    private static Type Duty(Type handler) => Assert.Single(Duties(handler));

    private static IEnumerable<Type> Duties(Type handler) => handler.GetInterfaces().Where(duty => duty.IsGenericType);

    private static IEnumerable<Type> ImplementationsOf(Type open) =>
        typeof(ApplicationServices).Assembly.GetTypes().Where(type => type is { IsClass: true, IsGenericType: false }
            && type.GetInterfaces().Any(duty => duty.IsGenericType && duty.GetGenericTypeDefinition() == open));
}
