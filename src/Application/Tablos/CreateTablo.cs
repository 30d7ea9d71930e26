using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

public sealed record CreateTablo(AccountId Owner, string? Name);

public sealed class CreateTabloHandler(ITablos tablos, TimeProvider time) : ICommandHandler<CreateTablo, TabloId>
{
    public async Task<TabloId> HandleAsync(CreateTablo command, CancellationToken ct)
    {
        var tablo = Tablo.Create(TabloId.New(), TabloName.From(command.Name), command.Owner, time.Now());
        await tablos.AddAsync(tablo, Discussion.Open(tablo.Id, command.Owner), ct);
        return tablo.Id;
    }
}
