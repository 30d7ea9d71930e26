using Microsoft.EntityFrameworkCore;

namespace Xtablo.Application.Violations;

public sealed class QueriesWithEntityFramework(DbContext db)
{
    public bool HasChanges => db.ChangeTracker.HasChanges();
}
