using Xtablo.Infrastructure;

namespace Xtablo.Web.Violations;

public sealed class PreparesTheDatabase(IServiceProvider services)
{
    public Task PrepareAsync(CancellationToken ct) => services.PrepareDatabaseAsync(new Progress<string>(), ct);
}
