using Xtablo.Application.Common;

namespace Xtablo.Application.Violations;

public sealed record NameIt;

public sealed class NamedOtherwise : ICommandHandler<NameIt, bool>
{
    public Task<bool> HandleAsync(NameIt command, CancellationToken ct) => Task.FromResult(true);
}
