using Xtablo.Application.Common;

namespace Xtablo.Application.Violations;

public sealed record DoTwice;

public sealed class DoTwiceHandler : ICommandHandler<DoTwice, bool>
{
    public Task<bool> HandleAsync(DoTwice command, CancellationToken ct) => Task.FromResult(true);
}

public static class Again
{
    public sealed class DoTwiceHandler : ICommandHandler<DoTwice, bool>
    {
        public Task<bool> HandleAsync(DoTwice command, CancellationToken ct) => Task.FromResult(false);
    }
}
