using Microsoft.EntityFrameworkCore;

namespace Xtablo.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : XtabloDb(options);
