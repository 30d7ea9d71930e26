using Xtablo.Application.Common;

namespace Xtablo.Application.Violations;

public sealed record Extend;

public class ExtendHandler : ICommandHandler<Extend, bool>
{
    public Task<bool> HandleAsync(Extend command, CancellationToken ct) => Task.FromResult(true);
}
