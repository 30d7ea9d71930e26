using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Violations;

public sealed record CallAnother(Register Register);

public sealed class CallAnotherHandler(ICommandHandler<Register, SessionId> register) : ICommandHandler<CallAnother, SessionId>
{
    public Task<SessionId> HandleAsync(CallAnother command, CancellationToken ct) => register.HandleAsync(command.Register, ct);
}
