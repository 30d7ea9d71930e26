using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;

namespace Xtablo.Tests.Support;

public static class Commands
{
    /// <summary>Has it done at once, by its handler: without a form, and thousands of them take seconds.</summary>
    public static async Task<TResult> DoAsync<TCommand, TResult>(this IServiceProvider services, TCommand command)
    {
        await using var scope = services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand, TResult>>();
        return await handler.HandleAsync(command, TestContext.Current.CancellationToken);
    }
}
