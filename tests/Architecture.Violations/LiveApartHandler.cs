using Xtablo.Application.Common;

namespace Xtablo.Application.Violations
{
    public sealed class LiveApartHandler : ICommandHandler<Elsewhere.LiveApart, bool>
    {
        public Task<bool> HandleAsync(Elsewhere.LiveApart command, CancellationToken ct) => Task.FromResult(true);
    }
}

namespace Xtablo.Application.Violations.Elsewhere
{
    public sealed record LiveApart;
}
