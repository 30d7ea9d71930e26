using Microsoft.EntityFrameworkCore;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : XtabloDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<DateTimeOffset>().HaveConversion<Conversions.OfTime>();
    }
}
